# What Shopify tells of orders, by the topic in the header. Subscribe to orders/create, orders/updated, orders/cancelled,
# orders/edited and refunds/create; they may come in any order and more than once.
# The order's numeric id is its reference: every topic has it, and the WMS ships under it.
# Of each message only what is named here goes on; nothing about people is.

def topic: $headers["x-shopify-topic"] // error("the header x-shopify-topic is missing: which event is it?");

# Tips, gift cards and downloads are no stock.
def stocked:
  select((.gift_card // false) | not)
  | select(.requires_shipping != false)
  | select(.variant_id != null or (.sku // "") != "");

def text: if . == null then null else tostring end;

# All of an order as it is now: the newest version holds. current_quantity is what is left after edits and refunds.
def whole($lines):
  { id: "\(topic)/\(.id)/\(.updated_at)", reference: (.id | text), occurredAt: .updated_at }
  + if .cancelled_at != null then { type: "order-cancel", reason: .cancel_reason }
    else { type: "order", lines: $lines } end;

def order:
  [ .line_items[] | stocked
    | { line: (.id | text), sku: .sku, quantity: ((.current_quantity // .quantity) | text) } ] as $lines
  | if $lines == [] then { id: "\(topic)/\(.id)/\(.updated_at)", ignore: "nothing of it is stock" } else whole($lines) end;

# Sold over the counter: the goods left with the customer, at the till's location.
def till: . as $order
  | [ .line_items[] | stocked
      | { id: "\(topic)/\($order.id)/\(.id)", type: "ship", sku: .sku, location: ($order.location_id | text),
          quantity: (.quantity | text), occurredAt: ($order.processed_at // $order.created_at),
          reference: ($order.id | text), reason: "sold at the till" } ]
  | if . == [] then { id: "\(topic)/\($order.id)", ignore: "nothing of it is stock" } else .[] end;

# Only what changed, and only the lines' ids. orders/updated follows with all of it.
def edited: .order_edit
  | [ (.line_items.additions // [])[] | { line: (.id | text), sign: "+", quantity: (.delta | text) } ]
  + [ (.line_items.removals // [])[] | { line: (.id | text), sign: "-", quantity: (.delta | text) } ]
  | . as $lines
  | if $lines == [] then { ignore: "the edit changed no quantity" } else { type: "order-edit", lines: $lines } end;

def edit: . as $all | edited
  | { id: "\(topic)/\($all.order_edit.id)" } + .
  | if .ignore then . else . + { reference: ($all.order_edit.order_id | text), occurredAt: $all.order_edit.created_at } end;

# cancel: not sent yet, and will not be. return: goods on their way back; the warehouse says when they are there, so that
# where it owns returns this is kept for comparison only. no_restock: the goods stay as they are.
def refund: . as $refund
  | [ .refund_line_items[] | select(.restock_type == "cancel")
      | { line: (.line_item_id | text), sign: "-", quantity: (.quantity | text) } ] as $cancelled
  | [ .refund_line_items[] | select(.restock_type == "return" and .location_id != null) | select(.line_item | [stocked] != []) ] as $returned
  | if $cancelled == [] and $returned == [] then { id: "\(topic)/\(.id)", ignore: "a refund without goods" } else empty end,
    if $cancelled == [] then empty else
      { id: "\(topic)/\(.id)", type: "order-edit", reference: (.order_id | text), occurredAt: .created_at, lines: $cancelled } end,
    ($returned[]
      | { id: "\(topic)/\($refund.id)/\(.id)", type: "return", sku: .line_item.sku, location: (.location_id | text),
          quantity: (.quantity | text), occurredAt: $refund.created_at, reference: ($refund.order_id | text),
          reason: "returned for a refund" });

if topic == "orders/edited" then edit
elif topic == "refunds/create" then refund
elif topic == "orders/create" and .source_name == "pos" then till
elif topic == "orders/create" or topic == "orders/updated" or topic == "orders/cancelled" then
  if .source_name == "pos" then { id: "\(topic)/\(.id)/\(.updated_at)", ignore: "a sale at a till; its refund undoes it" }
  else order end
else { id: "\(topic)/\(.id)", ignore: "the topic \(topic) says nothing about stock" }
end
