# What Shopify tells of orders, by the topic in the header. Subscribe to orders/create, orders/updated, orders/cancelled,
# orders/edited and refunds/create; they may come in any order and more than once.
# The order's numeric id is its reference: every topic has it, and the WMS ships under it.
# Of each message only what is named here goes on; nothing about people is.
# orders/polled is our own: an order as we read it by GraphQL, so that a lost webhook is not a lost order.

def topic: $headers["x-shopify-topic"] // error("the header x-shopify-topic is missing: which event is it?");

# Tips, gift cards and downloads are no stock.
def stocked:
  select((.gift_card // false) | not)
  | select(.requires_shipping != false)
  | select(.variant_id != null or (.sku // "") != "");

def text: if . == null then null else tostring end;

# The same instant in the same words, whatever offset it came with: what is told twice must read the same.
def utc:
  "^(?<d>[0-9-]+)T(?<t>[0-9:]+)([.][0-9]+)?(?<z>Z|(?<s>[+-])(?<h>[0-9]{2}):(?<m>[0-9]{2}))$" as $form
  | if type == "string" and test($form) then
      capture($form)
      | (if .z == "Z" then 0 else ((.h | tonumber) * 3600 + (.m | tonumber) * 60) * (if .s == "-" then -1 else 1 end) end) as $offset
      | ("\(.d)T\(.t)Z" | fromdateiso8601) - $offset | todateiso8601
    else . end;

def identity: .identity // "\(topic)/\(.id)/\(.updated_at)";

# All of an order as it is now: the newest version holds. current_quantity is what is left after edits and refunds.
def whole($lines):
  { id: identity, reference: (.id | text), occurredAt: .updated_at }
  + if .cancelled_at != null then { type: "order-cancel", reason: .cancel_reason }
    else { type: "order", lines: $lines } end;

def order:
  [ .line_items[] | stocked
    | { line: (.id | text), sku: .sku, quantity: ((.current_quantity // .quantity) | text) } ] as $lines
  | if $lines == [] then { id: identity, ignore: "nothing of it is stock" } else whole($lines) end;

# Sold over the counter: the goods left with the customer, at the till's location. One event for each line, however it is told.
def till: . as $order
  | [ .line_items[] | stocked
      | { id: "orders/create/\($order.id)/\(.id)", type: "ship", sku: .sku, location: ($order.location_id | text),
          quantity: (.quantity | text), occurredAt: (($order.processed_at // $order.created_at) | utc),
          reference: ($order.id | text), reason: "sold at the till" } ]
  | if . == [] then { id: ($order.identity // "\(topic)/\($order.id)"), ignore: "nothing of it is stock" } else .[] end;

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

# The number at the end of a global id, which is what webhooks have.
def number: if . == null then null else split("/") | last end;

# Shopify counts time in seconds, and within one an order may change twice: the content is part of what a polled version is
# known by. Of two with one time the greater id counts, so the units stand first: more rather than less stays promised. And
# "poll" comes after "orders": what was read later beats a webhook of the same second.
def digest: reduce (tojson | explode[]) as $c (7; (. * 31 + $c) % 2147483647) | tostring;
def padded: tostring | ("000000000000" + .)[-12:];
def known($units): .identity = "poll/\(.id)/\(.updated_at)/\($units | padded)-\(.line_items + [.cancelled_at] | digest)";

# What GraphQL shows, in the words of the webhooks.
def polled:
  { id: (.id | number), updated_at: .updatedAt, created_at: .createdAt, processed_at: .processedAt,
    cancelled_at: .cancelledAt, cancel_reason: (.cancelReason | if . == null then null else ascii_downcase end),
    source_name: .sourceName, location_id: (.retailLocation.id | number),
    line_items: [ .lineItems.nodes[]
      | { id: (.id | number), variant_id: (.variant.id | number), sku: .sku, quantity: .quantity,
          current_quantity: .currentQuantity, requires_shipping: .requiresShipping, gift_card: .isGiftCard } ] }
  | known([ .line_items[].current_quantity ] | add // 0)
  | if .source_name == "pos" then till else order end;

if topic == "orders/polled" then polled
elif topic == "orders/edited" then edit
elif topic == "refunds/create" then refund
elif topic == "orders/create" and .source_name == "pos" then till
elif topic == "orders/create" or topic == "orders/updated" or topic == "orders/cancelled" then
  if .source_name == "pos" then { id: "\(topic)/\(.id)/\(.updated_at)", ignore: "a sale at a till; its refund undoes it" }
  else order end
else { id: "\(topic)/\(.id)", ignore: "the topic \(topic) says nothing about stock" }
end
