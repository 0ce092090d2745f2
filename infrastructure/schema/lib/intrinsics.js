// CloudFormation's intrinsic functions: which there are, and what each one gives.

/** What a function gives: 'string', 'list', or 'any' where it depends on its arguments. */
const FUNCTIONS = new Map([
  ['Ref', 'string'],
  ['Fn::Base64', 'string'],
  ['Fn::Cidr', 'list'],
  ['Fn::FindInMap', 'any'],
  ['Fn::GetAtt', 'any'],
  ['Fn::GetAZs', 'list'],
  ['Fn::If', 'any'],
  ['Fn::ImportValue', 'string'],
  ['Fn::Join', 'string'],
  ['Fn::Length', 'any'],
  ['Fn::Select', 'any'],
  ['Fn::Split', 'list'],
  ['Fn::Sub', 'string'],
  ['Fn::ToJsonString', 'string'],
  ['Fn::Transform', 'any'],
]);

/** Functions that stand in Conditions and Rules only. */
const CONDITIONS = new Set([
  'Fn::And',
  'Fn::Contains',
  'Fn::EachMemberEquals',
  'Fn::EachMemberIn',
  'Fn::Equals',
  'Fn::Not',
  'Fn::Or',
  'Fn::RefAll',
  'Fn::ValueOf',
  'Fn::ValueOfAll',
]);

export const NO_VALUE = 'AWS::NoValue';

export const PSEUDO_PARAMETERS = new Set([
  'AWS::AccountId',
  'AWS::NotificationARNs',
  NO_VALUE,
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);

export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name of the function that a value is, or undefined if the value is data. */
export function functionOf(value) {
  if (!isObject(value)) {
    return undefined;
  }
  const keys = Object.keys(value);
  return keys.length === 1 && looksLikeFunction(keys[0]) ? keys[0] : undefined;
}

export function looksLikeFunction(key) {
  return key === 'Ref' || key.startsWith('Fn::');
}

/** What a function gives: 'string', 'list', 'any', 'condition'; undefined if there is no such function. */
export function resultOf(name) {
  return CONDITIONS.has(name) ? 'condition' : FUNCTIONS.get(name);
}

export function isNoValue(value) {
  return isObject(value) && value.Ref === NO_VALUE;
}

/** The logical ids, with the attribute if one is named, that the text of a Fn::Sub asks for. */
export function substitutions(text) {
  const found = [];
  // ${!Literal} stays as it is.
  for (const match of text.matchAll(/\$\{([^!}][^}]*)\}/g)) {
    const name = match[1].trim();
    const dot = name.indexOf('.');
    found.push(
      dot < 0 ? { id: name } : { id: name.slice(0, dot), attribute: name.slice(dot + 1) },
    );
  }
  return found;
}
