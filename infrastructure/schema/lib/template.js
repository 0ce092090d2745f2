// A whole template: its sections, its resources, their properties, and what refers to what.

import { Findings, suggestion } from './findings.js';
import { functionOf, isObject } from './intrinsics.js';
import { ReferenceCheck, Resources } from './references.js';
import { Spec } from './spec.js';
import { ValueCheck } from './values.js';

const SECTIONS = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Hooks',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
  'Transform',
]);

const RESOURCE_KEYS = new Set([
  'Condition',
  'CreationPolicy',
  'DeletionPolicy',
  'DependsOn',
  'Metadata',
  'Properties',
  'Type',
  'UpdatePolicy',
  'UpdateReplacePolicy',
]);

const REMOVALS = ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'];

/**
 * Everything that is wrong with a template, in the order of the template.
 *
 * @returns a list of { path, message }; empty if the schemas have nothing against it
 */
export function checkTemplate(template, spec) {
  const findings = new Findings();
  if (!isObject(template)) {
    findings.add([], 'a template is an object');
    return findings.list();
  }
  unknownKeys(template, SECTIONS, 'a template', [], findings);
  if (!isObject(template.Resources) || Object.keys(template.Resources).length === 0) {
    findings.add(['Resources'], 'a template has at least one resource');
  } else {
    const resources = new Resources(template, spec);
    const values = new ValueCheck(spec, resources);
    for (const [id, resource] of Object.entries(template.Resources)) {
      checkResource(resource, ['Resources', id], spec, values, findings);
    }
    new ReferenceCheck(template, resources, findings).run();
  }
  checkOutputs(template.Outputs ?? {}, findings);
  return findings.list();
}

function checkResource(resource, path, spec, values, findings) {
  if (!isObject(resource) || typeof resource.Type !== 'string') {
    findings.add(path, 'a resource is an object with a Type');
    return;
  }
  unknownKeys(resource, RESOURCE_KEYS, 'a resource', path, findings);
  for (const key of ['DeletionPolicy', 'UpdateReplacePolicy']) {
    if (resource[key] !== undefined && !REMOVALS.includes(resource[key])) {
      findings.add([...path, key], `${resource[key]} is not one of ${REMOVALS.join(', ')}`);
    }
  }
  const properties = resource.Properties ?? {};
  if (!isObject(properties) || functionOf(properties) !== undefined) {
    findings.add([...path, 'Properties'], 'properties are an object');
    return;
  }
  if (Spec.isOpen(resource.Type)) {
    return;
  }
  const schema = spec.resource(resource.Type);
  if (schema === undefined) {
    const nearest = suggestion(resource.Type, spec.typeNames());
    findings.add([...path, 'Type'], `there is no resource type '${resource.Type}'${nearest}`);
    return;
  }
  values.properties(
    properties,
    schema.properties,
    resource.Type,
    [...path, 'Properties'],
    findings,
  );
}

function checkOutputs(outputs, findings) {
  if (!isObject(outputs)) {
    findings.add(['Outputs'], 'outputs are an object');
    return;
  }
  for (const [name, output] of Object.entries(outputs)) {
    if (!isObject(output) || output.Value === undefined) {
      findings.add(['Outputs', name], 'an output has a Value');
    }
  }
}

function unknownKeys(object, known, owner, path, findings) {
  for (const key of Object.keys(object)) {
    if (!known.has(key)) {
      findings.add([...path, key], `${owner} has no '${key}'${suggestion(key, known)}`);
    }
  }
}
