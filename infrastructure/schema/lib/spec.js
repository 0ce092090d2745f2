// The published resource schemas, asked by name.

import spec from '@aws-cdk/aws-service-spec';

/**
 * Types without a published schema, each with its reason: any property and attribute passes.
 * Custom::* belongs to them too.
 */
const OPEN_TYPES = new Map([
  ['AWS::CDK::Metadata', 'written by the CDK about itself'],
  ['AWS::CloudFormation::CustomResource', 'its properties are its handler\'s'],
]);

export class Spec {
  #db;

  constructor(db) {
    this.#db = db;
  }

  /** The schemas that are installed beside this program; takes about a second. */
  static load() {
    return new Spec(spec.loadAwsServiceSpecSync());
  }

  /** Whether any property and attribute passes: a custom resource. */
  static isOpen(type) {
    return type.startsWith('Custom::') || OPEN_TYPES.has(type);
  }

  /** The schema of a resource type, or undefined. */
  resource(type) {
    return this.#db.lookup('resource', 'cloudFormationType', 'equals', type)[0];
  }

  /** The definition that a property's type refers to. */
  definition(reference) {
    return this.#db.get('typeDefinition', reference);
  }

  typeNames() {
    return Array.from(this.#db.all('resource'), (resource) => resource.cloudFormationType);
  }
}
