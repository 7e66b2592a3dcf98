-- Closed lines stay until retention removes them, so there may be very many: each way they are asked for has its key.
create index book_line_closed on book_line (position_id) where closed;
create index book_line_reference on book_line (namespace, reference);
