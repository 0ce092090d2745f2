// Each rule is shown on a good template that is broken in one place.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Spec } from '../lib/spec.js';
import { checkTemplate } from '../lib/template.js';

const spec = Spec.load();
const good = readFileSync(new URL('templates/good.json', import.meta.url), 'utf8');

/** The findings, as texts, on the good template after a change. */
function findings(change) {
  const template = JSON.parse(good);
  change(template, template.Resources);
  return checkTemplate(template, spec).map(({ path, message }) => `${path}: ${message}`);
}

/** A broken template has this finding and no other. */
function only(expected, change) {
  assert.deepEqual(findings(change), [expected]);
}

test('the good template has no findings', () => {
  assert.deepEqual(findings(() => {}), []);
});

test('an unknown resource type', () => {
  only(
    "Resources.Queue.Type: there is no resource type 'AWS::SQS::Queu'. Did you mean 'AWS::SQS::Queue'?",
    (t, r) => {
      r.Queue.Type = 'AWS::SQS::Queu';
    },
  );
});

test('an unknown property, with the nearest name', () => {
  only(
    "Resources.Function.Properties.Timeot: unknown property 'Timeot' of AWS::Lambda::Function." +
      " Did you mean 'Timeout'?",
    (t, r) => {
      r.Function.Properties.Timeot = 30;
    },
  );
});

test('a name from the prototype of objects is no property', () => {
  only(
    "Resources.Queue.Properties.constructor: unknown property 'constructor' of AWS::SQS::Queue",
    (t, r) => {
      r.Queue.Properties.constructor = 'x';
    },
  );
});

test('an unknown property in a type definition', () => {
  only(
    "Resources.Source.Properties.ScalingConfig.MaxConcurrency: unknown property 'MaxConcurrency'" +
      ' of ScalingConfig',
    (t, r) => {
      r.Source.Properties.ScalingConfig = { MaxConcurrency: 2 };
    },
  );
});

test('an unknown property in a list of type definitions', () => {
  only(
    "Resources.Function.Properties.FileSystemConfigs[1].Arm: unknown property 'Arm' of" +
      " FileSystemConfig. Did you mean 'Arn'?",
    (t, r) => {
      const config = { Arn: 'a', LocalMountPath: '/mnt/a' };
      r.Function.Properties.FileSystemConfigs = [config, { ...config, Arm: 'x' }];
    },
  );
});

test('an unknown property in a branch of Fn::If', () => {
  only(
    "Resources.Function.Properties.TracingConfig[\"Fn::If\"][1].Node: unknown property 'Node' of" +
      " TracingConfig. Did you mean 'Mode'?",
    (t, r) => {
      r.Function.Properties.TracingConfig['Fn::If'][1] = { Mode: 'Active', Node: 'x' };
    },
  );
});

test('a missing required property, of a resource and of a type definition', () => {
  only(
    "Resources.Function.Properties: required property 'Role' of AWS::Lambda::Function is missing",
    (t, r) => {
      delete r.Function.Properties.Role;
    },
  );
  only("Resources.Queue.Properties.Tags[0]: required property 'Value' of a tag is missing", (t, r) => {
    delete r.Queue.Properties.Tags[0].Value;
  });
  only(
    "Resources.Function.Properties: required property 'Role' of AWS::Lambda::Function is missing",
    (t, r) => {
      r.Function.Properties.Role = { Ref: 'AWS::NoValue' };
    },
  );
});

test('a resource without properties lacks the required ones', () => {
  only(
    "Resources.Policy.Properties: required property 'PolicyDocument' of AWS::SQS::QueuePolicy is missing",
    (t, r) => {
      r.Policy.Properties = { Queues: [] };
    },
  );
  assert.equal(findings((t, r) => delete r.Policy.Properties).length, 2);
});

test('wrong primitive types', () => {
  only(
    'Resources.Queue.Properties.VisibilityTimeout: expected an integer, found string "360"',
    (t, r) => {
      r.Queue.Properties.VisibilityTimeout = '360';
    },
  );
  only(
    'Resources.Queue.Properties.VisibilityTimeout: expected an integer, found number 1.5',
    (t, r) => {
      r.Queue.Properties.VisibilityTimeout = 1.5;
    },
  );
  only(
    'Resources.Queue.Properties.FifoQueue: expected a boolean, found string "true"',
    (t, r) => {
      r.Queue.Properties.FifoQueue = 'true';
    },
  );
  only('Resources.Function.Properties.Handler: expected a string, found number 7', (t, r) => {
    r.Function.Properties.Handler = 7;
  });
  only(
    'Resources.Function.Properties.Environment.Variables.N: expected a string, found number 3',
    (t, r) => {
      r.Function.Properties.Environment.Variables.N = 3;
    },
  );
});

test('wrong shapes', () => {
  only('Resources.Policy.Properties.Queues: expected a list, found string "q"', (t, r) => {
    r.Policy.Properties.Queues = 'q';
  });
  only(
    'Resources.Function.Properties.Environment: expected Environment, an object, found a list',
    (t, r) => {
      r.Function.Properties.Environment = [];
    },
  );
  only(
    'Resources.Function.Properties.Environment.Variables: expected an object, found a list',
    (t, r) => {
      r.Function.Properties.Environment.Variables = [];
    },
  );
  only('Resources.Queue.Properties.RedrivePolicy: CloudFormation takes no null', (t, r) => {
    r.Queue.Properties.RedrivePolicy = null;
  });
});

test('a value that is not one of those allowed', () => {
  only(
    'Resources.Function.Properties.PackageType: string "Jar" is not one of Image, Zip',
    (t, r) => {
      r.Function.Properties.PackageType = 'Jar';
    },
  );
});

test('a union takes each of its types and no other', () => {
  assert.deepEqual(
    findings((t, r) => {
      r.Queue.Properties.RedrivePolicy = '{}';
    }),
    [],
  );
  const [finding, ...rest] = findings((t, r) => {
    t.Resources.Bus = {
      Type: 'AWS::Events::Rule',
      Properties: { EventPattern: {}, Targets: [{ Arn: 'a' }] },
    };
  });
  assert.equal(
    finding,
    "Resources.Bus.Properties.Targets[0]: required property 'Id' of Target is missing",
  );
  assert.deepEqual(rest, []);
});

test('a function that gives one value where a list is asked for, and the reverse', () => {
  only(
    'Resources.Policy.Properties.Queues: expected a list, found Ref, which gives a single value',
    (t, r) => {
      r.Policy.Properties.Queues = { Ref: 'Queue' };
    },
  );
  only(
    'Resources.Policy.Properties.Queues: expected a list, found Fn::GetAtt, which gives a single value',
    (t, r) => {
      r.Policy.Properties.Queues = { 'Fn::GetAtt': ['Queue', 'Arn'] };
    },
  );
  only(
    'Resources.Function.Properties.Handler: expected a string, found Fn::Split, which gives a list',
    (t, r) => {
      r.Function.Properties.Handler = { 'Fn::Split': [',', 'a,b'] };
    },
  );
});

test('an unknown attribute', () => {
  only(
    "Resources.Source.Properties.EventSourceArn: AWS::SQS::Queue 'Queue' has no attribute 'Am'." +
      " Did you mean 'Arn'?",
    (t, r) => {
      r.Source.Properties.EventSourceArn = { 'Fn::GetAtt': ['Queue', 'Am'] };
    },
  );
  only("Outputs.Url.Value: AWS::SQS::Queue 'Queue' has no attribute 'Address'", (t) => {
    t.Outputs.Url.Value = { 'Fn::Sub': '${Queue.Address}' };
  });
});

test('a dangling Ref, GetAtt, Sub, DependsOn, condition and mapping', () => {
  only(
    "Resources.Function.Properties.Environment.Variables.QUEUE: the template has no resource or" +
      " parameter 'Queu'. Did you mean 'Queue'?",
    (t, r) => {
      r.Function.Properties.Environment.Variables.QUEUE = { Ref: 'Queu' };
    },
  );
  only("Resources.Function.Properties.Role: the template has no resource 'Lost'", (t, r) => {
    r.Function.Properties.Role = { 'Fn::GetAtt': ['Lost', 'Arn'] };
  });
  only("Outputs.Url.Value: the template has no resource or parameter 'Lost'", (t) => {
    t.Outputs.Url.Value = { 'Fn::Sub': 'x${Lost}' };
  });
  only("Resources.Function.DependsOn: the template has no resource 'Lost'", (t, r) => {
    r.Function.DependsOn.push('Lost');
  });
  only("Resources.CDKMetadata.Condition: the template has no condition 'Lost'", (t, r) => {
    r.CDKMetadata.Condition = 'Lost';
  });
  only("Conditions.Both: the template has no condition 'Lost'", (t) => {
    t.Conditions.Both = { Condition: 'Lost' };
  });
  only("Resources.Function.Properties.MemorySize: the template has no mapping 'Lost'", (t, r) => {
    r.Function.Properties.MemorySize['Fn::FindInMap'][0] = 'Lost';
  });
});

test('references inside a policy document count', () => {
  only(
    "Resources.Policy.Properties.PolicyDocument.Resource[0]: the template has no resource 'Lost'",
    (t, r) => {
      r.Policy.Properties.PolicyDocument.Resource = [{ 'Fn::GetAtt': ['Lost', 'Arn'] }];
    },
  );
});

test('unknown and misplaced functions', () => {
  only('Resources.Function.Properties.Handler: there is no function Fn::Joyn', (t, r) => {
    r.Function.Properties.Handler = { 'Fn::Joyn': ['', []] };
  });
  assert.deepEqual(
    findings((t, r) => {
      r.Policy.Properties.PolicyDocument = { Ref: 'Queue', Version: 'x' };
    }),
    ['Resources.Policy.Properties.PolicyDocument.Ref: Ref stands beside other keys; it must be alone'],
  );
  only('Resources.Function.Properties.Handler: Fn::Not gives a condition, which is no value of a property',
    (t, r) => {
      r.Function.Properties.Handler = { 'Fn::Not': [{ Condition: 'Traced' }] };
    });
  only(
    'Resources.Function.Properties.Handler: Fn::If takes a list of three: condition, then, else',
    (t, r) => {
      r.Function.Properties.Handler = { 'Fn::If': ['Traced', 'x'] };
    },
  );
  only("Conditions.Traced[\"Fn::Equals\"][0]: a condition cannot ask for the resource 'Queue'", (t) => {
    t.Conditions.Traced['Fn::Equals'][0] = { Ref: 'Queue' };
  });
});

test('resources that wait for each other', () => {
  only('Resources.Queue: resources wait for each other: Queue -> Dead -> Queue', (t, r) => {
    r.Dead.DependsOn = 'Queue';
    delete r.Function.DependsOn;
    t.Resources = { Queue: r.Queue, ...r };
  });
  only('Resources.Function: resources wait for each other: Function -> Function', (t, r) => {
    r.Function.Properties.Environment.Variables.SELF = { Ref: 'Function' };
  });
});

test('keys that a template, a resource or an output does not have', () => {
  only("Resource: a template has no 'Resource'. Did you mean 'Resources'?", (t) => {
    t.Resource = {};
  });
  only("Resources.Queue.DependOn: a resource has no 'DependOn'. Did you mean 'DependsOn'?", (t, r) => {
    r.Queue.DependOn = [];
  });
  only(
    'Resources.Dead.DeletionPolicy: Keep is not one of Delete, Retain, RetainExceptOnCreate, Snapshot',
    (t, r) => {
      r.Dead.DeletionPolicy = 'Keep';
    },
  );
  only('Outputs.Empty: an output has a Value', (t) => {
    t.Outputs.Empty = {};
  });
});

test('what is no template at all', () => {
  for (const [template, expected] of [
    [[], '(root): a template is an object'],
    [{}, 'Resources: a template has at least one resource'],
    [{ Resources: {} }, 'Resources: a template has at least one resource'],
    [{ Resources: { A: 'x' } }, 'Resources.A: a resource is an object with a Type'],
    [{ Resources: { A: { Type: 'AWS::SQS::Queue' } } }, undefined],
  ]) {
    const found = checkTemplate(template, spec).map(({ path, message }) => `${path}: ${message}`);
    assert.deepEqual(found, expected === undefined ? [] : [expected]);
  }
});

test('everything is reported at once, in the order of the template', () => {
  const found = findings((t, r) => {
    r.Queue.Properties.Nope = 1;
    r.Function.Properties.Handler = [];
    delete r.Function.Properties.Code;
    r.Source.Type = 'AWS::Nope::Nope';
  });
  assert.deepEqual(
    found.map((text) => text.slice(0, text.indexOf(':'))),
    [
      'Resources.Queue.Properties.Nope',
      'Resources.Function.Properties',
      'Resources.Function.Properties.Handler',
      'Resources.Source.Type',
    ],
  );
});
