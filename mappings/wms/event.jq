# Manhattan-PIX-like transactions: unsigned quantities with a flag, moves between statuses as pairs.
# JSON messages hold {"transactions": [...]}, XML messages <PixBridge><Pix>...</Pix></PixBridge>; the fields are the same.
# Identity: TRAN_NBR + PIX_SEQ_NBR. Two records of one TRAN_NBR that belong together go in as one group.

def list: if type == "array" then . elif . == null then [] else [.] end;

def filled: if . == "" then null else . end;

def id: "PIX-\(.TRAN_NBR)-\(.PIX_SEQ_NBR)";

def common: {
  id: id,
  sku: (.SKU_ID | tostring),
  location: .WHSE,
  unit: ((.UOM | filled) // "UNIT"),
  occurredAt: .CREATE_DATE_TIME,
  reason: ([.TRAN_TYPE, .TRAN_CODE, (.RSN_CODE | filled)] | map(select(. != null)) | join("/")),
  lot: (.BATCH_NBR | filled) };

def quantity: .INVN_ADJMT_QTY | tostring;

def sign: { A: "+", S: "-" }[.INVN_ADJMT_TYPE] // error("INVN_ADJMT_TYPE '\(.INVN_ADJMT_TYPE)' of \(id) is neither A nor S");

# 606 puts stock under a lock or takes it off: it stays on hand.
def locks: { "QC/A": "hold", "QC/S": "release", "DM/A": "damage" };

def lock_change:
  (locks["\(.INVN_LOCK_CODE)/\(.INVN_ADJMT_TYPE)"]
    // error("lock code '\(.INVN_LOCK_CODE)' with \(.INVN_ADJMT_TYPE) of \(id) is not known here; add it to mappings/wms/event.jq"))
  as $type
  | common + { type: $type, quantity: quantity };

# A 300 beside a 606 of the same TRAN_NBR is the other half of the lock change: usable stock changed, stock on hand did
# not. Counting it as an adjustment would count it twice.
def other_half($lock):
  if quantity == ($lock | quantity) then { id: id, ignore: "other half of \($lock | id)" }
  else error("\(id) and \($lock | id) are a pair with different quantities") end;

def single:
  if .TRAN_TYPE == "100" then common + { type: "receive", quantity: quantity, reference: (.REF_FIELD_1 | filled) }
  elif .TRAN_TYPE == "400" then common + { type: "ship", quantity: quantity, reference: (.REF_FIELD_1 | filled) }
  elif .TRAN_TYPE == "500" then common
    + { type: "return", quantity: quantity, reference: (.REF_FIELD_1 | filled),
        disposition: ({ QC: "hold", DM: "damaged" }[.INVN_LOCK_CODE // ""] // "sellable") }
  elif .TRAN_TYPE == "200" and .TRAN_CODE == "01" then common
    + { type: "transfer-out", quantity: quantity, toLocation: .REF_FIELD_2, reference: .REF_FIELD_1 }
  elif .TRAN_TYPE == "200" then common + { type: "transfer-in", quantity: quantity, reference: .REF_FIELD_1 }
  elif .TRAN_TYPE == "300" and .TRAN_CODE == "09" then common
    + { type: "scrap", quantity: quantity }
  elif .TRAN_TYPE == "300" then common + { type: "adjust", quantity: quantity, sign: sign }
  elif .TRAN_TYPE == "606" then lock_change
  elif .TRAN_TYPE == "617" then { id: id, ignore: "617 is a user's log-in, not stock" }
  else error("transaction \(.TRAN_TYPE)/\(.TRAN_CODE) of \(id) is not known here; add it to mappings/wms/event.jq")
  end;

# Records of one TRAN_NBR come in one message. Two locks (from quality hold to damaged) are applied both or not at all.
def pix:
  group_by(.TRAN_NBR)[]
  | map(select(.TRAN_TYPE == "606")) as $locks
  | if length == 2 and ($locks | length) == 2 then { group: map(lock_change) }
    elif length == 2 and ($locks | length) == 1 then
      $locks[0] as $lock | .[] | if .TRAN_TYPE == "606" then lock_change else other_half($lock) end
    else .[] | single end;

# A cycle count of one item: absolute, as of the time it was counted.
def count:
  { id: "CC-\(.COUNT_NBR)", type: "count", sku: (.SKU_ID | tostring), location: .WHSE, unit: "UNIT",
    asOf: .COUNT_DATE_TIME, states: { onHand: (.COUNTED_QTY | tostring) }, reason: "cycle count \(.COUNT_NBR)" };

# The nightly snapshot comes in parts; the last part says so, and with it the run is the whole warehouse.
def snapshot:
  . as $part
  | (.items | list) as $items
  | range($items | length) as $index
  | $items[$index]
  | { id: "SNAP-\($part.run)-\(.SKU_ID)", type: "level", sku: (.SKU_ID | tostring), location: $part.WHSE, unit: "UNIT",
      asOf: $part.asOf, run: $part.run,
      states: { onHand: (.ON_HAND | tostring), qualityHold: (.QC_HOLD | tostring), damaged: (.DAMAGED | tostring) } }
  | if ($part.final | tostring) == "true" and $index == ($items | length) - 1 then . + { final: true } else . end;

if   .transactions       then .transactions | pix
elif .PixBridge          then .PixBridge.Pix | list | pix
elif .counts             then .counts[] | count
elif .CycleCount         then .CycleCount.Count | list | .[] | count
elif .snapshot           then .snapshot | snapshot
elif .InventorySnapshot  then .InventorySnapshot | { run: .["@run"], WHSE: .["@whse"], asOf: .["@asOf"], final: .["@final"], items: .Item } | snapshot
else error("this message is none of transactions, counts and snapshot")
end
