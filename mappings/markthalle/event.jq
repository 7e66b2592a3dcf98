# Markthalle sends what it can still sell of ours, its book of open orders, and what it has sent out. Articles are GTINs.
# Its figures are salable (config/stockrelay.yaml): what is there, less the orders of its book.

def figures: . as $doc | .articles[]
  | { id: "MH-\($doc.asOf)-\(.gtin)",
      type: "level",
      sku: .gtin,
      location: $doc.site,
      asOf: $doc.asOf,
      states: { onHand: (.sellable | tostring) } };

# All that is open as of a time: an order that is not in it is closed there, so it is one event with a line for each.
def open_orders:
  { id: "MH-BOOK-\(.asOf)",
    type: "open-orders",
    location: .site,
    asOf: .asOf,
    lines: [.orders[] | { reference: .number, sku: .gtin, quantity: (.open | tostring) }] };

def sent_out: . as $doc | .articles[]
  | { id: "\($doc.parcel)-\(.gtin)",
      type: "ship",
      sku: .gtin,
      location: $doc.site,
      quantity: (.pieces | tostring),
      occurredAt: $doc.sentAt,
      reference: $doc.order };

if   .list == "sellable"   then figures
elif .list == "openOrders" then open_orders
elif .list == "sentOut"    then sent_out
else error("list '\(.list)' is not known here; add it to mappings/markthalle/event.jq")
end
