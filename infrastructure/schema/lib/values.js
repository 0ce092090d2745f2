// A value against the type its schema gives it, at every depth.

import { Findings, suggestion } from './findings.js';
import { functionOf, isNoValue, isObject, resultOf } from './intrinsics.js';

const SCALARS = new Set(['string', 'number', 'integer', 'boolean', 'date-time']);

/** The type of an entry of Tags, which the schemas do not spell out. */
const TAG_PROPERTIES = {
  Key: { type: { type: 'string' }, required: true },
  Value: { type: { type: 'string' }, required: true },
};

export class ValueCheck {
  #spec;
  #resources;

  /**
   * @param spec the schemas
   * @param resources what the template's references lead to
   */
  constructor(spec, resources) {
    this.#spec = spec;
    this.#resources = resources;
  }

  /** Checks an object whose keys are the properties of a resource or of a type definition. */
  properties(value, properties, owner, path, findings) {
    for (const [name, property] of Object.entries(properties)) {
      if (property.required && (value[name] === undefined || isNoValue(value[name]))) {
        findings.add(path, `required property '${name}' of ${owner} is missing`);
      }
    }
    for (const [name, given] of Object.entries(value)) {
      const property = properties[name];
      if (property === undefined || !Object.hasOwn(properties, name)) {
        const nearest = suggestion(name, Object.keys(properties));
        findings.add([...path, name], `unknown property '${name}' of ${owner}${nearest}`);
      } else {
        this.#property(given, property, [...path, name], findings);
      }
    }
  }

  /** A property may still be written in a scalar type it had before: CloudFormation converts it. */
  #property(value, property, path, findings) {
    const former = (property.previousTypes ?? []).filter((type) => SCALARS.has(type.type));
    const types = [property.type, ...former];
    this.value(value, types.length > 1 ? { type: 'union', types } : property.type, path, findings);
  }

  value(value, type, path, findings) {
    if (isNoValue(value)) {
      return;
    }
    const name = functionOf(value);
    if (name !== undefined) {
      this.#intrinsic(name, value[name], type, path, findings);
      return;
    }
    switch (type.type) {
      case 'json':
        break;
      case 'array':
        this.#array(value, type, path, findings);
        break;
      case 'map':
        this.#map(value, type, path, findings);
        break;
      case 'ref':
        this.#definition(value, type, path, findings);
        break;
      case 'tag':
        this.#object(value, TAG_PROPERTIES, 'a tag', path, findings);
        break;
      case 'union':
        this.#union(value, type, path, findings);
        break;
      default:
        this.#scalar(value, type, path, findings);
    }
  }

  #array(value, type, path, findings) {
    if (!Array.isArray(value)) {
      findings.add(path, `expected a list, found ${described(value)}`);
      return;
    }
    value.forEach((element, i) => this.value(element, type.element, [...path, i], findings));
  }

  #map(value, type, path, findings) {
    if (!isObject(value)) {
      findings.add(path, `expected an object, found ${described(value)}`);
      return;
    }
    for (const [key, element] of Object.entries(value)) {
      this.value(element, type.element, [...path, key], findings);
    }
  }

  #definition(value, type, path, findings) {
    const definition = this.#spec.definition(type.reference);
    this.#object(value, definition.properties, definition.name, path, findings);
  }

  #object(value, properties, owner, path, findings) {
    if (isObject(value)) {
      this.properties(value, properties, owner, path, findings);
    } else {
      findings.add(path, `expected ${owner}, an object, found ${described(value)}`);
    }
  }

  /** A value that fits none of the types is told by the findings of the one it comes closest to. */
  #union(value, type, path, findings) {
    const attempts = type.types.map((member) => {
      const attempt = new Findings();
      this.value(value, member, path, attempt);
      return attempt;
    });
    attempts.sort((a, b) => a.count - b.count);
    if (attempts.length > 0) {
      findings.addAll(attempts[0]);
    }
  }

  #scalar(value, type, path, findings) {
    const fits = {
      string: (v) => typeof v === 'string',
      'date-time': (v) => typeof v === 'string',
      number: (v) => typeof v === 'number',
      integer: Number.isInteger,
      boolean: (v) => typeof v === 'boolean',
    }[type.type];
    if (fits === undefined) {
      throw new Error(`the schemas have a type this program does not know: ${type.type}`);
    }
    if (!fits(value)) {
      findings.add(path, `expected ${article(type.type)}, found ${described(value)}`);
    } else if (type.allowedValues !== undefined && !type.allowedValues.includes(value)) {
      const allowed = type.allowedValues.join(', ');
      findings.add(path, `${described(value)} is not one of ${allowed}`);
    }
  }

  #intrinsic(name, argument, type, path, findings) {
    if (name === 'Fn::If') {
      if (Array.isArray(argument) && argument.length === 3) {
        this.value(argument[1], type, [...path, name, 1], findings);
        this.value(argument[2], type, [...path, name, 2], findings);
      }
      return;
    }
    const result = this.#result(name, argument);
    if (result === 'string' && !takesScalar(type)) {
      findings.add(path, `expected ${kind(type)}, found ${name}, which gives a single value`);
    } else if (result === 'list' && !takesList(type)) {
      findings.add(path, `expected ${kind(type)}, found ${name}, which gives a list`);
    } else if (result === 'condition') {
      findings.add(path, `${name} gives a condition, which is no value of a property`);
    }
  }

  #result(name, argument) {
    if (name === 'Ref') {
      // A parameter may be a list, and AWS::NotificationARNs is one.
      return this.#resources.has(argument) ? 'string' : 'any';
    }
    if (name === 'Fn::GetAtt') {
      const type = this.#resources.attributeType(argument);
      return type !== undefined && SCALARS.has(type.type) ? 'string' : 'any';
    }
    return resultOf(name);
  }
}

function takesScalar(type) {
  return type.type === 'union'
    ? type.types.some(takesScalar)
    : type.type === 'json' || SCALARS.has(type.type);
}

function takesList(type) {
  return type.type === 'union'
    ? type.types.some(takesList)
    : type.type === 'json' || type.type === 'array';
}

function kind(type) {
  return { array: 'a list', map: 'an object', ref: 'an object', tag: 'a tag' }[type.type]
    ?? (type.type === 'union' ? 'another type' : article(type.type));
}

function article(type) {
  return type === 'integer' ? 'an integer' : `a ${type}`;
}

function described(value) {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'object' ? 'an object' : `${typeof value} ${JSON.stringify(value)}`;
}
