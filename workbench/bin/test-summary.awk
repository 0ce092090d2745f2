# Reads names of Surefire's XML reports; prints a line per module and the sum, as Surefire would.
# Fails when there is no test. code is Maven's exit code.

function attribute(text, name) {
  return match(text, " " name "=\"[^\"]*\"") \
      ? substr(text, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
}

function plain(text) {
  gsub(/&quot;/, "\"", text); gsub(/&apos;/, "'", text)
  gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&amp;/, "\\&", text)
  return text
}

{
  module = $0
  sub(/\/target\/.*/, "", module)
  if (!(module in tests)) {
    order[++modules] = module
  }
  inSuite = 0
  while ((getline line < $0) > 0) {
    if (line ~ /<testsuite /) {
      inSuite = 1
    }
    if (inSuite) {
      # The start tag may run over several lines.
      if (attribute(line, "tests") != "") {
        tests[module] += attribute(line, "tests")
        failures += attribute(line, "failures")
        errors += attribute(line, "errors")
        skipped += attribute(line, "skipped")
        seconds[module] += attribute(line, "time")
      }
      if (line ~ />/) {
        inSuite = 0
      }
    }
    if (line ~ /<skipped/) {
      reason = line ~ /TestAbortedException: / ? line : plain(attribute(line, "message"))
      sub(/.*TestAbortedException: (Assumption failed: )?/, "", reason)
      sub(/\]\]>.*/, "", reason)
      # One line for one reason, whichever file it is about.
      sub(/: \/.*/, "", reason)
      reasons[reason == "" ? "no reason given" : reason]++
    }
  }
  close($0)
}

END {
  for (i = 1; i <= modules; i++) {
    printf "%-24s %5d tests %7.1f s\n", order[i], tests[order[i]], seconds[order[i]]
    total += tests[order[i]]
  }
  for (reason in reasons) {
    printf "%d skipped: %s\n", reasons[reason], reason
  }
  printf "[%s] Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", \
      (failures + errors > 0 || code != 0 ? "ERROR" : "INFO"), total, failures, errors, skipped
  if (code != 0 && failures + errors == 0) {
    print "[ERROR] The build failed before all tests had run, see above."
  }
  exit total == 0
}
