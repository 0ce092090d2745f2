# Sourced by deploy and destroy: reads KEY=VALUE arguments, and knows the account before anything is
# changed in it. Sets stage, stack, secret, given (the pairs but the stage), context
# (arguments for the CDK), account, region and cdk.
cd "$(dirname "$0")/../.."
infrastructure/bin/node-check

fail() {
  echo "$1" >&2
  exit 1
}

context_default() {
  node -p 'JSON.parse(require("fs").readFileSync("cdk.json")).context[process.argv[1]]' "$1"
}

stage=$(context_default stage)
named_secret=$(context_default secret-name)
given=
context=
for pair in "$@"; do
  case $pair in
    *[!A-Za-z0-9_@=.,:/+-]*) fail "$pair has a character that no key or value of the context has." ;;
    stage=*) stage=${pair#*=} ;;
    secret-name=*) named_secret=${pair#*=} ;;
    *=*) ;;
    *) fail "$pair is not written KEY=VALUE." ;;
  esac
  [ "${pair%%=*}" = stage ] || given="$given$pair "
  context="$context -c $pair"
done
stack=bellwether-$stage
secret=trading-system/api-keys
[ "$stage" = dev ] || secret=$secret-$stage

command -v aws >/dev/null 2>&1 ||
  fail "This needs the AWS CLI: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
account=$(aws sts get-caller-identity --query Account --output text 2>/dev/null) ||
  fail "AWS does not know who you are: run aws configure or aws sso login, or set AWS_PROFILE; then aws sts get-caller-identity must answer."
region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
[ -n "$region" ] ||
  fail "No region is set: run aws configure set region us-east-1, or set AWS_REGION."
# The CDK's command line and the AWS CLI must not mean different regions.
AWS_REGION=$region
export AWS_REGION

cdk=${CDK:-infrastructure/node_modules/.bin/cdk}
installed=infrastructure/node_modules/.package-lock.json
if [ -z "${CDK:-}" ] && { [ ! -f "$installed" ] || [ infrastructure/package-lock.json -nt "$installed" ]; }; then
  (cd infrastructure && npm ci --no-audit --no-fund --loglevel=error)
fi
