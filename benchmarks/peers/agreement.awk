# How far a peer agrees with Tickler: awk -F, -v prospects=N -f agreement.awk tickler.csv PEER.csv
# Each line is prospect,cadence/step,due,ready. Prints five shares, tab-separated: of Tickler's steps those that the peer offers
# too; of the peer's those that Tickler does not; of the common ones those due at the same second, within an hour, and as ready
# or not.
NR == FNR {
  if ($1 < prospects) {
    due[$1, $2] = $3
    ready[$1, $2] = $4
    ++ours
  }
  next
}
{ ++theirs }
($1, $2) in due {
  ++both
  late = $3 - due[$1, $2]
  same += late == 0
  near += late >= -3600 && late <= 3600
  alike += $4 == ready[$1, $2]
}
function share(part, whole) { return whole ? sprintf("%.3f %%", 100 * part / whole) : "-" }
END {
  OFS = "\t"
  print share(both, ours), share(theirs - both, theirs), share(same, both), share(near, both), share(alike, both)
}
