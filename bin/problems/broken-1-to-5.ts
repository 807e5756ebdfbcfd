import type { BrokenRule } from './broken-rules.ts';

export const firstFive: readonly BrokenRule[] = [
  {
    name: 'freezer-warm',
    slip: 'Operators as in other languages',
    before: `{
  "id": "freezer-warm",
  "name": "Freezer warm",
  "why": "Somebody has to close the door or move the stock.",
  "owner": "cold-chain",
  "status": "enabled",
  "appliesTo": { "type": "freezer" },
  "raise": [
    { "severity": "critical", "when": { "metric": "temperature", "operator": ">", "threshold": -10, "unit": "celsius" }, "for": "5m" },
    { "severity": "major", "when": { "signal": "temperature", "gt": -15, "unit": "°C", "for": "10m" } }
  ],
  "clearWhen": { "signal": "temperature", "lte": -18, "unit": "°C" },
  "notify": "cold-chain-oncall",
  "message": { "title": "{{device.name}} is at {{value}}" },
  "examples": [{ "name": "Cold", "readings": [{ "at": "0m", "temperature": -20 }], "expect": [] }]
}
`,
    after: `{
  "id": "freezer-warm",
  "name": "Freezer warm",
  "why": "Somebody has to close the door or move the stock.",
  "owner": "cold-chain",
  "status": "active",
  "appliesTo": { "type": "freezer" },
  "raise": [
    { "severity": "critical", "when": { "signal": "temperature", "above": -10, "unit": "°C", "for": "5m" } },
    { "severity": "major", "when": { "signal": "temperature", "above": -15, "unit": "°C", "for": "10m" } }
  ],
  "clearWhen": { "signal": "temperature", "atMost": -18, "unit": "°C" },
  "notify": "cold-chain-oncall",
  "message": { "title": "{{device.name}} is at {{value}}" },
  "examples": [{ "name": "Cold", "readings": [{ "at": "0m", "temperature": -20 }], "expect": [] }]
}
`,
  },
  {
    name: 'freezer-door',
    slip: 'Times without a unit',
    before: `{
  "id": "freezer-door",
  "name": "Freezer door open",
  "why": "Somebody has to close it.",
  "owner": "cold-chain",
  "status": "active",
  "appliesTo": { "type": "freezer" },
  "raise": [
    { "severity": "major", "when": { "signal": "doorOpen", "is": true, "for": 10 } }
  ],
  "clearWhen": { "normalFor": "15" },
  "notify": "cold-chain-oncall",
  "message": { "title": "The door of {{device.name}} is open" },
  "examples": [
    { "name": "Shut", "readings": [{ "from": 0, "to": 30, "every": 1, "doorOpen": false }], "expect": [] }
  ]
}
`,
    after: `{
  "id": "freezer-door",
  "name": "Freezer door open",
  "why": "Somebody has to close it.",
  "owner": "cold-chain",
  "status": "active",
  "appliesTo": { "type": "freezer" },
  "raise": [
    { "severity": "major", "when": { "signal": "doorOpen", "is": true, "for": "10m" } }
  ],
  "clearWhen": { "normalFor": "15m" },
  "notify": "cold-chain-oncall",
  "message": { "title": "The door of {{device.name}} is open" },
  "examples": [
    { "name": "Shut", "readings": [{ "from": "0s", "to": "30m", "every": "1m", "doorOpen": false }], "expect": [] }
  ]
}
`,
  },
  {
    name: 'pump-shakes',
    slip: 'Comments, a comma too many, ISO 8601',
    before: `{
  // agreed with the plant manager
  "id": "pump-shakes",
  "name": "Pump shakes",
  "why": "The bearing is about to fail; order one.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "pump" },
  "raise": [
    { "severity": "minor", "when": { "signal": "vibration", "average": "PT1H", "above": 7.1, "unit": "mm/s", "for": "P10M" } },
  ],
  "clearWhen": { "signal": "vibration", "mean": "PT1H", "below": 6, "unit": "mm/s" },
  "notify": "facilities-duty", /* not at night */
  "message": { "title": "{{device.name}} shakes at {{value}}" },
  "examples": [{ "name": "Smooth", "readings": [{ "at": "0m", "vibration": 2 }], "expect": [] }],
}
`,
    after: `{
  "note": "agreed with the plant manager",
  "id": "pump-shakes",
  "name": "Pump shakes",
  "why": "The bearing is about to fail; order one.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "pump" },
  "raise": [
    { "severity": "minor", "when": { "signal": "vibration", "average": "1h", "above": 7.1, "unit": "mm/s", "for": "10m" } }
  ],
  "clearWhen": { "signal": "vibration", "average": "1h", "below": 6, "unit": "mm/s" },
  "notify": "facilities-duty",
  "message": { "title": "{{device.name}} shakes at {{value}}" },
  "examples": [{ "name": "Smooth", "readings": [{ "at": "0m", "vibration": 2 }], "expect": [] }]
}
`,
  },
  {
    name: 'pump-pressure',
    slip: 'Two comparisons where a range is meant',
    before: `{
  "id": "pump-pressure",
  "name": "Pump pressure out of range",
  "why": "Below 6 bar the floors above run dry, above 14 bar seals burst.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "pump" },
  "raise": [
    { "severity": "major", "when": { "signal": "pressure", "below": 6, "above": 14, "unit": "bar", "for": "5m" } }
  ],
  "clearWhen": { "signal": "pressure", "between": [13, 7], "unit": "bar", "for": "10 minutes" },
  "notify": "facilities-duty",
  "message": { "title": "{{device.name}} has {{value}}" },
  "examples": [{ "name": "As usual", "readings": [{ "at": "0m", "pressure": 10 }], "expect": [] }]
}
`,
    after: `{
  "id": "pump-pressure",
  "name": "Pump pressure out of range",
  "why": "Below 6 bar the floors above run dry, above 14 bar seals burst.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "pump" },
  "raise": [
    { "severity": "major", "when": { "signal": "pressure", "outside": [6, 14], "unit": "bar", "for": "5m" } }
  ],
  "clearWhen": { "signal": "pressure", "between": [7, 13], "unit": "bar", "for": "10m" },
  "notify": "facilities-duty",
  "message": { "title": "{{device.name}} has {{value}}" },
  "examples": [{ "name": "As usual", "readings": [{ "at": "0m", "pressure": 10 }], "expect": [] }]
}
`,
  },
  {
    name: 'server-room-hot',
    slip: 'No unit, a number in quotes, a signal misspelled',
    before: `{
  "id": "Server room hot!",
  "name": "Server room hot",
  "why": "Machines switch themselves off at 40 °C.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "server-room", "tags": { "floor": 3 } },
  "raise": [
    { "severity": "critical", "when": { "signal": "temprature", "average": "5m", "above": "32", "for": "5m" } }
  ],
  "clearWhen": { "signal": "temperature", "average": "5m", "below": 32, "unit": "C" },
  "notify": "facilities-duty",
  "message": { "title": "{{device.name}} is at {{value}}", "runbook": "http://wiki.example/hot" },
  "examples": [{ "name": "Cool", "device": { "tags": { "floor": "3" } }, "readings": [{ "at": "0m", "temp": 21 }], "expect": [] }]
}
`,
    after: `{
  "id": "server-room-hot",
  "name": "Server room hot",
  "why": "Machines switch themselves off at 40 °C.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "server-room", "tags": { "floor": "3" } },
  "raise": [
    { "severity": "critical", "when": { "signal": "temperature", "average": "5m", "above": 32, "unit": "°C", "for": "5m" } }
  ],
  "clearWhen": { "signal": "temperature", "average": "5m", "below": 28, "unit": "°C", "for": "10m" },
  "notify": "facilities-duty",
  "message": { "title": "{{device.name}} is at {{value}}", "runbook": "https://wiki.example/hot" },
  "examples": [{ "name": "Cool", "device": { "tags": { "floor": "3" } }, "readings": [{ "at": "0m", "temperature": 21 }], "expect": [] }]
}
`,
  },
];
