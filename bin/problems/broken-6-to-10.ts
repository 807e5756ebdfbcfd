import type { BrokenRule } from './broken-rules.ts';

export const lastFive: readonly BrokenRule[] = [
  {
    name: 'tank-low',
    slip: 'Levels mildest first, with names of another system',
    before: `{
  "id": "tank-low",
  "name": "Tank low",
  "why": "Order a delivery before it runs dry.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "tank" },
  "raise": [
    { "severity": "warning", "when": { "signal": "level", "below": 20, "unit": "%" } },
    { "severity": "critical", "when": { "signal": "level", "below": 25, "unit": "%" } }
  ],
  "clearWhen": { "signal": "level", "above": 25, "unit": "%" },
  "notify": { "critical": "facilities-duty", "warning": "facilities-duty" },
  "message": { "title": "{{device.name}} is at {{value}}" },
  "examples": [{ "name": "Full", "readings": [{ "at": "0m", "level": 90 }], "expect": [] }]
}
`,
    after: `{
  "id": "tank-low",
  "name": "Tank low",
  "why": "Order a delivery before it runs dry.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "tank" },
  "raise": [
    { "severity": "critical", "when": { "signal": "level", "below": 10, "unit": "%" } },
    { "severity": "minor", "when": { "signal": "level", "below": 20, "unit": "%" } }
  ],
  "clearWhen": { "signal": "level", "above": 25, "unit": "%", "for": "10m" },
  "notify": { "critical": "facilities-duty", "minor": "facilities-duty" },
  "message": { "title": "{{device.name}} is at {{value}}" },
  "examples": [{ "name": "Full", "readings": [{ "at": "0m", "level": 90 }], "expect": [] }]
}
`,
  },
  {
    name: 'gateway-gone',
    slip: 'No end, and a policy that is not there',
    before: `{
  "id": "gateway-gone",
  "name": "Gateway gone",
  "why": "Nothing behind it can raise an alarm.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "gateway" },
  "raise": [
    { "severity": "critical", "when": { "silent": "15m", "connection": "offline" } }
  ],
  "notify": "facilities-dutty",
  "whileActive": { "hold": "devices-behind" },
  "message": { "title": "{{device.name}} is gone since {{since}}" },
  "examples": [
    { "name": "Power cut", "readings": [{ "at": "0m", "connection": "connected" }], "until": "1h", "expect": [{ "at": "15m", "state": "alarm" }] }
  ]
}
`,
    after: `{
  "id": "gateway-gone",
  "name": "Gateway gone",
  "why": "Nothing behind it can raise an alarm.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "gateway" },
  "raise": [
    { "severity": "critical", "when": { "any": [{ "silent": "15m" }, { "connection": "disconnected" }] } }
  ],
  "clearWhen": { "normalFor": "15m" },
  "notify": "facilities-duty",
  "whileActive": { "hold": "devices-behind-this-one" },
  "message": { "title": "{{device.name}} is gone since {{since}}" },
  "examples": [
    { "name": "Power cut", "readings": [{ "at": "0m", "connection": "connected" }], "until": "1h", "expect": [{ "at": "15m", "state": "critical" }] },
    { "name": "A normal day", "readings": [{ "from": "0m", "to": "1h", "every": "5m", "connection": "connected" }], "expect": [] }
  ]
}
`,
  },
  {
    name: 'door-at-night',
    slip: 'Hours beside a signal, "and" for "all"',
    before: `{
  "id": "door-at-night",
  "name": "Door open at night",
  "why": "The guard has to look.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "freezer" },
  "raise": [
    { "severity": "major", "when": { "and": [
      { "signal": "doorOpen", "is": true, "during": { "from": "10pm", "to": "6:00", "days": ["Monday", "tue"], "timezone": "CET+1" } },
      { "signal": "defrosting" },
      { "notDuring": "ofice" }
    ] } }
  ],
  "clearWhen": "auto",
  "notify": "facilities-duty",
  "message": { "title": "{{device.name}} is open" },
  "examples": [{ "name": "Shut", "readings": [{ "at": "0m", "doorOpen": false }], "expect": [] }]
}
`,
    after: `{
  "id": "door-at-night",
  "name": "Door open at night",
  "why": "The guard has to look.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "freezer" },
  "raise": [
    { "severity": "major", "when": { "all": [
      { "all": [
        { "signal": "doorOpen", "is": true },
        { "during": { "from": "22:00", "to": "06:00", "days": ["mon", "tue"], "timeZone": "Europe/Oslo" } }
      ] },
      { "signal": "defrosting", "is": true },
      { "notDuring": "office" }
    ] } }
  ],
  "clearWhen": { "normalFor": "15m" },
  "notify": "facilities-duty",
  "message": { "title": "{{device.name}} is open" },
  "examples": [{ "name": "Shut", "readings": [{ "at": "0m", "doorOpen": false }], "expect": [] }]
}
`,
  },
  {
    name: 'tank-soon-empty',
    slip: 'A forecast, a count and what is unusual, with words left out',
    before: `{
  "id": "tank-soon-empty",
  "name": "Tank soon empty",
  "why": "Order a delivery.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "tank" },
  "raise": [
    { "severity": "major", "when": { "signal": "level", "trend": "2h", "below": 10, "unit": "%" } },
    { "severity": "minor", "when": { "any": [
      { "count": "24h", "of": { "signal": "level", "below": 15, "for": "5m" } },
      { "signal": "level", "rate": "1h", "unit": "%" },
      { "signal": "level", "unusualBy": "4", "direction": "down" }
    ] } }
  ],
  "clearWhen": { "normalFor": "1 hour" },
  "notify": "facilities-duty",
  "message": { "title": "{{device.name}} is empty in {{timeToLimit}}" },
  "examples": [{ "name": "Full", "readings": [{ "at": "0m", "level": 90 }], "expect": [] }]
}
`,
    after: `{
  "id": "tank-soon-empty",
  "name": "Tank soon empty",
  "why": "Order a delivery.",
  "owner": "facilities",
  "status": "active",
  "appliesTo": { "type": "tank" },
  "raise": [
    { "severity": "major", "when": { "signal": "level", "trend": "2h", "reaches": 10, "within": "2h", "unit": "%" } },
    { "severity": "minor", "when": { "any": [
      { "count": "24h", "of": { "signal": "level", "below": 15, "unit": "%" }, "atLeast": 3 },
      { "signal": "level", "rate": "1h", "below": -5, "unit": "%" },
      { "signal": "level", "unusualBy": 4, "baseline": "14d", "direction": "lower" }
    ] } }
  ],
  "clearWhen": { "normalFor": "1h" },
  "notify": "facilities-duty",
  "message": { "title": "{{device.name}} is empty in {{timeToLimit}}" },
  "examples": [{ "name": "Full", "readings": [{ "at": "0m", "level": 90 }], "expect": [] }]
}
`,
  },
  {
    name: 'freezer-alert',
    slip: 'The shape of another system',
    before: `{
  "name": "Freezer alert",
  "description": "Close the door or move the stock.",
  "enabled": true,
  "device": { "type": "freezer" },
  "condition": { "field": "temperature", "comparison": "greaterThan", "value": -15, "duration": "PT5M" },
  "severity": "high",
  "actions": ["cold-chain-oncall"],
  "message": "Freezer {device.name} is at {{temperature}}"
}
`,
    after: `{
  "id": "freezer-alert",
  "name": "Freezer alert",
  "why": "Close the door or move the stock.",
  "owner": "the-team",
  "status": "active",
  "appliesTo": { "type": "freezer" },
  "raise": [
    { "severity": "major", "when": { "signal": "temperature", "above": -15, "unit": "°C", "for": "5m" } }
  ],
  "clearWhen": { "normalFor": "15m" },
  "notify": "cold-chain-oncall",
  "message": { "title": "Freezer {{device.name}} is at {{signals.temperature}}" },
  "examples": [
    { "name": "Warm", "readings": [{ "from": "0m", "to": "10m", "every": "1m", "temperature": -5 }], "expect": [{ "at": "5m", "state": "major" }] },
    { "name": "Cold", "readings": [{ "at": "0m", "temperature": -20 }], "expect": [] }
  ]
}
`,
  },
];
