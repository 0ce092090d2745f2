# Sourced by deploy after common.sh: refuses to drop unsaid what the stage is deployed with. A
# deployment is what its context says; one that forgot to say it would move a live stage to paper
# or unsubscribe the people, and nothing would look wrong.

# What each key will be: what is given, else what cdk.json says.
value() {
  for pair in $given; do
    [ "${pair%%=*}" != "$1" ] || { echo "${pair#*=}"; return; }
  done
  context_default "$1"
}

is_given() {
  case " $given" in *" $1="*) ;; *) return 1 ;; esac
}

# The parts of a comma separated value $1 that $2 does not have.
missing() {
  for part in $(echo "$1" | tr , ' '); do
    case ",$2," in *",$part,"*) ;; *) echo "$part" ;; esac
  done
}

errors=$(mktemp)
trap 'rm -f "$errors"' EXIT
# Not there before the first deployment; a failed first one has no outputs.
deployed=$(aws cloudformation describe-stacks --stack-name "$stack" --output text \
  --query "Stacks[0].Outputs[?OutputKey=='Context'].OutputValue" 2>"$errors") ||
  grep -q 'does not exist' "$errors" ||
  fail "What $stack is deployed with cannot be read, so nothing was done: $(cat "$errors")"

dropped=
repeat=$given
for pair in $deployed; do
  key=${pair%%=*}
  gone=$(missing "${pair#*=}" "$(value "$key")")
  if ! is_given "$key"; then
    repeat="$repeat$pair "
    # The confirmation follows the mode.
    [ -z "$gone" ] || [ "$key" = live-confirmed ] || dropped="$dropped
  $pair"
  elif [ "$key" = strategies ] && [ -n "$gone" ]; then
    echo "No longer run by $stack: $gone. Positions and stops stand, and nothing watches over them."
  fi
done
[ -z "$dropped" ] || fail "$stack is deployed with$dropped
which would be dropped unsaid, so nothing was done. To keep it:
  make deploy STAGE=$stage CONTEXT=\"${repeat% }\"
To drop something, say what holds instead: mode=paper live-confirmed=false, or email= for nobody."
