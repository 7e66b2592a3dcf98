# The ERP posts one document or an array of them. Every document has a type, a number, a posting time and lines.
# Identity: document number + line. The ERP repeats both unchanged when it sends a document again.

def common($doc; $line):
  { id: "\($doc.document)-\($line.line)",
    sku: $line.material,
    unit: $line.unit };

def moved($doc; $line):
  common($doc; $line) + {
    location: $line.plant,
    quantity: ($line.quantity | tostring),
    occurredAt: $doc.postedAt,
    reference: $line.order,
    reason: $line.reason };

def goods_receipt: . as $doc | .lines[] | moved($doc; .) + { type: "receive" };

def goods_issue: . as $doc | .lines[] | moved($doc; .) + { type: "ship" };

def goods_return: . as $doc | .lines[]
  | moved($doc; .) + { type: "return", disposition: (if .blocked then "hold" else "sellable" end) };

def correction: . as $doc | .lines[]
  | moved($doc; .) + { type: "adjust", sign: ({ "701": "+", "702": "-" }[.movement]
      // error("movement type '\(.movement)' is not known here; add it to mappings/erp/event.jq")) };

# One document moves goods from one plant to another: out and in belong together.
def transfer: . as $doc | .lines[]
  | { group: [
      moved($doc; .) + { id: "\($doc.document)-\(.line)-out", type: "transfer-out", toLocation: .toPlant,
                         reference: $doc.document },
      moved($doc; .) + { id: "\($doc.document)-\(.line)-in", type: "transfer-in", location: .toPlant,
                         reference: $doc.document } ] };

# A purchase order line: what is expected in all under this reference; the newest statement holds.
def purchase_order: . as $doc | .lines[]
  | common($doc; .) + {
      id: "\($doc.document)-\(.line)-v\($doc.version)",
      type: "expect",
      location: .plant,
      quantity: (.quantity | tostring),
      asOf: $doc.changedAt,
      reference: "\($doc.document)-\(.line)",
      dueOn: .dueOn };

# What the ERP's books say; each line is as of the time of the extract.
def stock_list: . as $doc | .lines[]
  | common($doc; .) + {
      type: "level",
      location: .plant,
      asOf: $doc.extractedAt,
      states: ({ onHand: (.stock | tostring) }
        + (if .inspection then { qualityHold: (.inspection | tostring) } else {} end)
        + (if .blocked then { damaged: (.blocked | tostring) } else {} end)) };

(if type == "array" then .[] else . end)
| if   .type == "goodsReceipt"  then goods_receipt
  elif .type == "goodsIssue"    then goods_issue
  elif .type == "goodsReturn"   then goods_return
  elif .type == "correction"    then correction
  elif .type == "stockTransfer" then transfer
  elif .type == "purchaseOrder" then purchase_order
  elif .type == "stockList"     then stock_list
  elif .type == "priceChange"   then { id: .document, ignore: "prices say nothing about stock" }
  else error("document type '\(.type)' is not known here; add it to mappings/erp/event.jq")
  end
