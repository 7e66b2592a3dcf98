# One call with the numbers of many listings. Input: {"key", "items": [{"listing","sku","location","quantity","external":{…}}]},
# external holding the columns of listings.csv. Output: method, path, optional query and headers, body.
{
  method: "POST",
  path: "/api/stock",
  headers: {"Idempotency-Key": .key},
  body: {
    items: [.items[] | {article: .external.article, depot: .external.depot, quantity: .quantity}]
  }
}
