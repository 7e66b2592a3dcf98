# One row of Nordkai's nightly file:  Lager;Artikel;Einheit;Bestand;Gesperrt;Stand
# Bestand and Gesperrt have a decimal comma and dots between thousands; Stand is dd.mm.yyyy hh:mm in German time.
# Identity: file day, warehouse, article and unit, so that the same file sent again counts nothing twice.

# No regular expressions here: this runs once for each row of a large file, and splitting is many times faster.

def number: split(".") | join("") | split(",") | join(".");

def stamp: "\(.[6:10])-\(.[3:5])-\(.[0:2])T\(.[11:16])";

# Some weeks the column is empty; then the file name tells: bestand_20261121_0200.csv
def stamp_of_file:
  ($file | split("_")) as $parts
  | if ($parts | length) == 3 and ($parts[1] | length) == 8
    then ($parts[1] | "\(.[0:4])-\(.[4:6])-\(.[6:8])T") + ($parts[2] | "\(.[0:2]):\(.[2:4])")
    else error("neither Stand nor the file name '\($file)' tells the time") end;

if .Artikel == "SUMME"
then { ignore: "the line of totals" }
else
  (if .Stand == "" then stamp_of_file else (.Stand | stamp) end) as $asOf
  | { id: "NK-\($asOf)-\(.Lager)-\(.Artikel)-\(.Einheit)",
      type: "level",
      sku: .Artikel,
      location: .Lager,
      unit: .Einheit,
      asOf: $asOf,
      run: "NK-\($asOf)",
      states: { onHand: (.Bestand | number), qualityHold: (.Gesperrt | number) } }
end
