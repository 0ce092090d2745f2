// What the parts of a template refer to: Ref, Fn::GetAtt, Fn::Sub, Fn::If, Fn::FindInMap,
// DependsOn. Nothing may dangle, and no resource may wait for itself.

import { suggestion } from './findings.js';
import {
  functionOf,
  isObject,
  looksLikeFunction,
  PSEUDO_PARAMETERS,
  resultOf,
  substitutions,
} from './intrinsics.js';
import { Spec } from './spec.js';

/** The resources of a template, as what refers to them sees them. */
export class Resources {
  #resources;
  #spec;

  constructor(template, spec) {
    this.#resources = isObject(template.Resources) ? template.Resources : {};
    this.#spec = spec;
  }

  has(id) {
    return typeof id === 'string' && Object.hasOwn(this.#resources, id);
  }

  ids() {
    return Object.keys(this.#resources);
  }

  type(id) {
    const type = this.#resources[id]?.Type;
    return typeof type === 'string' ? type : '';
  }

  /** The schema's type of what a Fn::GetAtt gives, or undefined if nothing says. */
  attributeType(argument) {
    const { id, attribute } = getAtt(argument);
    const schema = this.has(id) ? this.#spec.resource(this.type(id)) : undefined;
    return schema?.attributes[attribute]?.type;
  }

  /** The attributes a resource has, or undefined if any name passes. */
  attributes(id) {
    const type = this.type(id);
    const schema = this.#spec.resource(type);
    return schema === undefined || Spec.isOpen(type) ? undefined : Object.keys(schema.attributes);
  }
}

/** Walks a template for references. */
export class ReferenceCheck {
  #template;
  #resources;
  #findings;
  /** For each resource the resources it waits for. */
  #waitsFor = new Map();

  constructor(template, resources, findings) {
    this.#template = template;
    this.#resources = resources;
    this.#findings = findings;
  }

  run() {
    for (const id of this.#resources.ids()) {
      this.#resource(id);
    }
    for (const section of ['Conditions', 'Outputs', 'Rules']) {
      for (const [name, value] of Object.entries(this.#section(section))) {
        this.#walk(value, [section, name], undefined);
      }
    }
    this.#cycles();
  }

  #section(name) {
    return isObject(this.#template[name]) ? this.#template[name] : {};
  }

  #resource(id) {
    const resource = this.#template.Resources[id];
    if (!isObject(resource)) {
      return;
    }
    const path = ['Resources', id];
    this.#waitsFor.set(id, new Set());
    [resource.DependsOn ?? []].flat().forEach((target) => {
      if (this.#resources.has(target)) {
        this.#waitsFor.get(id).add(target);
      } else {
        this.#dangling([...path, 'DependsOn'], target, 'resource', this.#resources.ids());
      }
    });
    this.#condition(resource.Condition, [...path, 'Condition']);
    for (const part of ['Properties', 'Metadata', 'UpdatePolicy', 'CreationPolicy']) {
      this.#walk(resource[part], [...path, part], id);
    }
  }

  /** @param owner the resource the value belongs to, or undefined */
  #walk(value, path, owner) {
    if (Array.isArray(value)) {
      value.forEach((element, i) => this.#walk(element, [...path, i], owner));
    } else if (value === null) {
      this.#findings.add(path, 'CloudFormation takes no null');
    } else if (isObject(value)) {
      const name = functionOf(value);
      if (name !== undefined) {
        this.#intrinsic(name, value[name], path, owner);
        this.#walk(value[name], [...path, name], owner);
        return;
      }
      if (path[0] === 'Conditions' && Object.keys(value).join() === 'Condition') {
        this.#condition(value.Condition, path);
      }
      for (const [key, element] of Object.entries(value)) {
        if (looksLikeFunction(key)) {
          this.#findings.add([...path, key], `${key} stands beside other keys; it must be alone`);
        }
        this.#walk(element, [...path, key], owner);
      }
    }
  }

  #intrinsic(name, argument, path, owner) {
    switch (name) {
      case 'Ref':
        this.#ref(argument, path, owner);
        break;
      case 'Fn::GetAtt': {
        const { id, attribute } = getAtt(argument);
        this.#attribute(id, attribute, path, owner);
        break;
      }
      case 'Fn::Sub':
        this.#sub(argument, path, owner);
        break;
      case 'Fn::If':
        if (!Array.isArray(argument) || argument.length !== 3) {
          this.#findings.add(path, 'Fn::If takes a list of three: condition, then, else');
        } else {
          this.#condition(argument[0], path);
        }
        break;
      case 'Fn::FindInMap':
        this.#map(argument, path);
        break;
      default:
        if (resultOf(name) === undefined) {
          this.#findings.add(path, `there is no function ${name}`);
        }
    }
  }

  #ref(id, path, owner) {
    if (this.#resources.has(id)) {
      this.#waits(owner, id, path);
    } else if (!PSEUDO_PARAMETERS.has(id) && !Object.hasOwn(this.#section('Parameters'), id)) {
      this.#dangling(path, id, 'resource or parameter', [
        ...this.#resources.ids(),
        ...Object.keys(this.#section('Parameters')),
        ...PSEUDO_PARAMETERS,
      ]);
    }
  }

  #attribute(id, attribute, path, owner) {
    if (!this.#resources.has(id)) {
      this.#dangling(path, id, 'resource', this.#resources.ids());
      return;
    }
    this.#waits(owner, id, path);
    const known = this.#resources.attributes(id);
    if (known === undefined || typeof attribute !== 'string' || known.includes(attribute)) {
      return;
    }
    const type = this.#resources.type(id);
    if (type === 'AWS::CloudFormation::Stack' && attribute.startsWith('Outputs.')) {
      return;
    }
    const nearest = suggestion(attribute, known);
    this.#findings.add(path, `${type} '${id}' has no attribute '${attribute}'${nearest}`);
  }

  #sub(argument, path, owner) {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    if (typeof text !== 'string' || !isObject(variables ?? {})) {
      this.#findings.add(path, 'Fn::Sub takes a text, or a list of a text and an object');
      return;
    }
    for (const { id, attribute } of substitutions(text)) {
      if (attribute === undefined && Object.hasOwn(variables ?? {}, id)) {
        continue;
      }
      if (attribute === undefined) {
        this.#ref(id, path, owner);
      } else {
        this.#attribute(id, attribute, path, owner);
      }
    }
  }

  #map(argument, path) {
    const name = Array.isArray(argument) ? argument[0] : undefined;
    if (typeof name === 'string' && !Object.hasOwn(this.#section('Mappings'), name)) {
      this.#dangling(path, name, 'mapping', Object.keys(this.#section('Mappings')));
    }
  }

  #condition(name, path) {
    if (name !== undefined && !Object.hasOwn(this.#section('Conditions'), name)) {
      this.#dangling(path, name, 'condition', Object.keys(this.#section('Conditions')));
    }
  }

  #waits(owner, id, path) {
    if (path[0] === 'Conditions') {
      this.#findings.add(path, `a condition cannot ask for the resource '${id}'`);
    } else if (owner !== undefined) {
      this.#waitsFor.get(owner).add(id);
    }
  }

  #dangling(path, name, what, known) {
    const given = typeof name === 'string' ? name : JSON.stringify(name);
    const nearest = suggestion(given, known);
    this.#findings.add(path, `the template has no ${what} '${given}'${nearest}`);
  }

  /** Reports each resource that waits for itself, once per circle. */
  #cycles() {
    const done = new Set();
    const visit = (id, way) => {
      const start = way.indexOf(id);
      if (start >= 0) {
        const circle = [...way.slice(start), id].join(' -> ');
        this.#findings.add(['Resources', id], `resources wait for each other: ${circle}`);
      } else if (!done.has(id)) {
        for (const next of this.#waitsFor.get(id) ?? []) {
          visit(next, [...way, id]);
        }
        done.add(id);
      }
    };
    this.#resources.ids().forEach((id) => visit(id, []));
  }
}

/** The two parts of a Fn::GetAtt, which is written as a list or as one text. */
function getAtt(argument) {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return dot < 0
      ? { id: argument }
      : { id: argument.slice(0, dot), attribute: argument.slice(dot + 1) };
  }
  const [id, ...attribute] = Array.isArray(argument) ? argument : [argument];
  const literal = attribute.every((part) => typeof part === 'string');
  return { id, attribute: literal ? attribute.join('.') : attribute };
}
