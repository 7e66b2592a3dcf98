# One row of Nordkai's nightly file:  Lager;Artikel;Einheit;Bestand;Gesperrt;Stand
# Bestand and Gesperrt have a decimal comma and dots between thousands; Stand is dd.mm.yyyy hh:mm in German time.
# Identity: file day, warehouse, article and unit, so that the same file sent again counts nothing twice.

def number: gsub("\\."; "") | gsub(","; ".");

def stamp: capture("^(?<d>\\d\\d)\\.(?<m>\\d\\d)\\.(?<y>\\d{4}) (?<t>\\d\\d:\\d\\d)$") | "\(.y)-\(.m)-\(.d)T\(.t)";

# Some weeks the column is empty; then the file name tells: bestand_20261121_0200.csv
def stamp_of_file: $file | capture("_(?<y>\\d{4})(?<m>\\d\\d)(?<d>\\d\\d)_(?<h>\\d\\d)(?<n>\\d\\d)\\.csv$")
  | "\(.y)-\(.m)-\(.d)T\(.h):\(.n)";

if .Artikel == "SUMME"
then { ignore: "the line of totals" }
else
  ([(.Stand | stamp), stamp_of_file] | first // error("neither Stand nor the file name '\($file)' tells the time"))
    as $asOf
  | { id: "NK-\($asOf)-\(.Lager)-\(.Artikel)-\(.Einheit)",
      type: "level",
      sku: .Artikel,
      location: .Lager,
      unit: .Einheit,
      asOf: $asOf,
      run: "NK-\($asOf)",
      states: { onHand: (.Bestand | number), qualityHold: (.Gesperrt | number) } }
end
