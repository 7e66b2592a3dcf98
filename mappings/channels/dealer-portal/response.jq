# What became of each item, in their order. Input: {"status", "headers", "body", "items": as sent}; only successes come here.
# Outcomes: confirmed, refused (a dead letter), retry (again later).
def key(entry): entry.article + "\n" + entry.depot;

(.body.results | map({key: key(.), value: .}) | from_entries) as $results
| [.items[] | $results[key(.external)] as $result
   | if $result == null then {outcome: "retry", message: "the portal did not answer for this article"}
     elif $result.status == "ok" then {outcome: "confirmed"}
     else {outcome: "refused", message: $result.message}
     end]
