-- By the number of an order first: numbers differ, namespaces hardly do, so a comparison ends with the first column; and
-- whoever looks for a number in any namespace finds it by this index, too.
alter table reservation
  add constraint reservation_order unique (reference, namespace),
  drop constraint reservation_namespace_reference_key;
