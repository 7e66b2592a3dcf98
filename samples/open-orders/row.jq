# One line of the ERP's list of open orders:  plant;order;item;material;unit;open;asOf
# Rows of one id are one list: all that is open of one plant as of one time, taken whole or not at all.
{ id: "OPEN-\(.plant)-\(.asOf)",
  type: "open-orders",
  asOf: .asOf,
  location: .plant,
  lines: [{ reference: .order, line: .item, sku: .material, unit: .unit, quantity: .open }] }
