// Written by "npm run schemas" from the types in engine/, with Ajv. Changes made here are lost.
// @ts-nocheck: code of a machine
var validate=validate21,schema6={type:"object",required:["id","name","why","owner","status","appliesTo","raise","clearWhen","notif\
y","message"],properties:{$schema:{type:"string",pattern:"\\S"},id:{type:"string",pattern:"^[a-z][a-z0-9-]{0,39}$"},name:{type:"st\
ring",pattern:"\\S"},why:{type:"string",pattern:"\\S"},owner:{type:"string",pattern:"\\S"},status:{type:"string",enum:["draft","sh\
adow","active","paused"]},until:{$ref:"#/definitions/shared0"},note:{type:"string",pattern:"\\S"},appliesTo:{type:"object",properties:{
type:{$ref:"#/definitions/shared1"},tags:{$ref:"#/definitions/shared2"},devices:{$ref:"#/definitions/shared1"},except:{type:"objec\
t",properties:{type:{$ref:"#/definitions/shared1"},tags:{$ref:"#/definitions/shared2"},devices:{$ref:"#/definitions/shared1"}},additionalProperties:!1}},
additionalProperties:!1},raise:{type:"array",items:{type:"object",required:["severity","when"],properties:{severity:{$ref:"#/defin\
itions/shared3"},when:{$ref:"#/definitions/Condition"},note:{type:"string",pattern:"\\S"}},additionalProperties:!1},minItems:1,maxItems:4},
clearWhen:{anyOf:[{$ref:"#/definitions/Condition"},{type:"object",required:["normalFor"],properties:{normalFor:{$ref:"#/definition\
s/shared4"},note:{type:"string",pattern:"\\S"}},additionalProperties:!1},{type:"string",const:"manual"}]},stepDownAfter:{$ref:"#/d\
efinitions/shared4"},notify:{anyOf:[{type:"string",pattern:"\\S"},{type:"null"},{type:"object",properties:{critical:{$ref:"#/defin\
itions/shared5"},major:{$ref:"#/definitions/shared5"},minor:{$ref:"#/definitions/shared5"},info:{$ref:"#/definitions/shared5"}},additionalProperties:!1}]},
message:{type:"object",required:["title"],properties:{title:{type:"string",pattern:"\\S"},consequence:{type:"string",pattern:"\\S"},
firstSteps:{$ref:"#/definitions/shared6"},runbook:{type:"string",pattern:"^https://\\S+$"}},additionalProperties:!1},translations:{
type:"object",patternProperties:{"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$":{type:"object",properties:{title:{type:"string",pattern:"\\\
S"},consequence:{type:"string",pattern:"\\S"},firstSteps:{$ref:"#/definitions/shared6"},runbook:{type:"string",pattern:"^https://\\\
S+$"}}}},additionalProperties:!1},whileActive:{type:"object",required:["hold"],properties:{hold:{type:"string",enum:["devices-behi\
nd-this-one"]},except:{type:"array",items:{$ref:"#/definitions/shared3"},minItems:1}},additionalProperties:!1},examples:{type:"arr\
ay",items:{type:"object",required:["name","readings","expect"],properties:{name:{type:"string",pattern:"\\S"},note:{type:"string",
pattern:"\\S"},startsAt:{$ref:"#/definitions/shared0"},device:{type:"object",properties:{id:{type:"string",pattern:"\\S"},name:{type:"\
string",pattern:"\\S"},tags:{type:"object",patternProperties:{"^.*$":{type:"string",pattern:"\\S"}}},properties:{type:"object",patternProperties:{
"^.*$":{$ref:"#/definitions/shared7"}}}},additionalProperties:!1},readings:{type:"array",items:{type:"object",properties:{at:{$ref:"\
#/definitions/shared4"},from:{$ref:"#/definitions/shared4"},to:{$ref:"#/definitions/shared4"},every:{$ref:"#/definitions/shared4"},
connection:{type:"string",enum:["connected","disconnected"]}},additionalProperties:{anyOf:[{type:"number"},{type:"string"},{type:"\
boolean"},{type:"array",items:{type:"number"},minItems:2,maxItems:2},{type:"object",required:["normal","spread"],properties:{normal:{
type:"number"},spread:{type:"number"}},additionalProperties:!1}]}}},actions:{type:"array",items:{type:"object",required:["at","do"],
properties:{at:{$ref:"#/definitions/shared4"},do:{type:"string",enum:["reset","acknowledge","shelve"]},note:{type:"string",pattern:"\
\\S"}},additionalProperties:!1}},until:{$ref:"#/definitions/shared4"},expect:{type:"array",items:{type:"object",required:["state"],
properties:{at:{$ref:"#/definitions/shared4"},by:{$ref:"#/definitions/shared4"},state:{type:"string",enum:["critical","major","min\
or","info","normal"]}},additionalProperties:!1}}},additionalProperties:!1}}},additionalProperties:!1,definitions:{Condition:{type:"\
object",properties:{signal:{type:"string",pattern:"\\S"},silent:{$ref:"#/definitions/shared4"},connection:{type:"string",enum:["co\
nnected","disconnected"]},all:{$ref:"#/definitions/shared8"},any:{$ref:"#/definitions/shared8"},not:{$ref:"#/definitions/Condition"},
count:{$ref:"#/definitions/shared4"},during:{$ref:"#/definitions/shared9"},notDuring:{$ref:"#/definitions/shared9"},average:{$ref:"\
#/definitions/shared4"},min:{$ref:"#/definitions/shared4"},max:{$ref:"#/definitions/shared4"},sum:{$ref:"#/definitions/shared4"},range:{
$ref:"#/definitions/shared4"},change:{$ref:"#/definitions/shared4"},of:{$ref:"#/definitions/Condition"},rate:{$ref:"#/definitions/\
shared4"},per:{$ref:"#/definitions/shared4"},trend:{$ref:"#/definitions/shared4"},reaches:{$ref:"#/definitions/shared10"},within:{
$ref:"#/definitions/shared4"},unusualBy:{type:"number",exclusiveMinimum:0,maximum:1e3},baseline:{$ref:"#/definitions/shared4"},direction:{
type:"string",enum:["higher","lower","either"]},above:{$ref:"#/definitions/shared10"},atLeast:{$ref:"#/definitions/shared10"},below:{
$ref:"#/definitions/shared10"},atMost:{$ref:"#/definitions/shared10"},between:{$ref:"#/definitions/shared13"},outside:{$ref:"#/def\
initions/shared13"},is:{$ref:"#/definitions/shared14"},isNot:{$ref:"#/definitions/shared14"},in:{$ref:"#/definitions/shared15"},notIn:{
$ref:"#/definitions/shared15"},unit:{type:"string",enum:["\xB0C","\xB0F","K","%","Pa","hPa","kPa","mbar","bar","mm/s","m/s","L/min",
"m\xB3/h","V","mV","A","mA","W","kW","Wh","kWh","Hz","rpm","ppm","dB","lx","g","mm","cm","m","L","m\xB3","kg","s","min","h"]},for:{
$ref:"#/definitions/shared4"},note:{type:"string",pattern:"\\S"}},additionalProperties:!1},shared0:{type:"string",pattern:"^\\d{4}-\
\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?(Z|[+-]\\d\\d:\\d\\d)$"},shared1:{anyOf:[{type:"string",pattern:"\\S"},{type:"a\
rray",items:{type:"string",pattern:"\\S"},minItems:1}]},shared2:{type:"object",patternProperties:{"^.*$":{$ref:"#/definitions/shar\
ed1"}}},shared3:{type:"string",enum:["critical","major","minor","info"]},shared4:{type:"string",pattern:"^(?=\\d)(\\d{1,5}d)?(\\d{1,6\
}h)?(\\d{1,7}m)?(\\d{1,8}s)?$"},shared5:{anyOf:[{type:"string",pattern:"\\S"},{type:"null"}]},shared6:{type:"array",items:{type:"s\
tring",pattern:"\\S"},maxItems:5},shared7:{anyOf:[{type:"number"},{type:"string"},{type:"boolean"}]},shared8:{type:"array",items:{
$ref:"#/definitions/Condition"},minItems:1},shared9:{anyOf:[{type:"string",pattern:"\\S"},{type:"object",properties:{days:{type:"a\
rray",items:{type:"string",enum:["mon","tue","wed","thu","fri","sat","sun"]},minItems:1},from:{type:"string",pattern:"^([01]\\d|2[0\
-3]):[0-5]\\d$"},to:{type:"string",pattern:"^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"},timeZone:{type:"string",pattern:"\\S"},except:{type:"\
array",items:{type:"string",pattern:"^(holidays:\\S+|\\d{4}-\\d\\d-\\d\\d)$"},minItems:1},note:{type:"string",pattern:"\\S"}},additionalProperties:!1}]},
shared10:{anyOf:[{type:"number"},{$ref:"#/definitions/shared11"},{$ref:"#/definitions/shared12"}]},shared11:{type:"object",required:[
"signal"],properties:{signal:{type:"string",pattern:"\\S"},plus:{type:"number"}},additionalProperties:!1},shared12:{type:"object",
required:["property"],properties:{property:{type:"string",pattern:"\\S"},plus:{type:"number"},default:{type:"number"}},additionalProperties:!1},
shared13:{type:"array",items:{$ref:"#/definitions/shared10"},minItems:2,maxItems:2},shared14:{anyOf:[{type:"number"},{type:"string"},
{type:"boolean"},{$ref:"#/definitions/shared11"},{$ref:"#/definitions/shared12"}]},shared15:{type:"array",items:{$ref:"#/definitio\
ns/shared7"},minItems:1}}},func2=Object.prototype.hasOwnProperty,pattern0=new RegExp("\\S","u"),pattern1=new RegExp("^[a-z][a-z0-9\
-]{0,39}$","u"),pattern28=new RegExp("^https://\\S+$","u"),pattern29=new RegExp("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$","u"),pattern9=new RegExp(
"^.*$","u");var pattern5=new RegExp("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?(Z|[+-]\\d\\d:\\d\\d)$","u");function validate22(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(typeof data=="string"){
if(!pattern5.test(data))return validate22.errors=[{instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern:"^\\d{4}-\\\
d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?(Z|[+-]\\d\\d:\\d\\d)$"},message:'must match pattern "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(\
:\\d\\d(\\.\\d{1,3})?)?(Z|[+-]\\d\\d:\\d\\d)$"'}],!1}else return validate22.errors=[{instancePath,schemaPath:"#/type",keyword:"typ\
e",params:{type:"string"},message:"must be string"}],!1;return validate22.errors=vErrors,errors===0}function validate24(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0,_errs0=errors,
valid0=!1,_errs1=errors;if(errors===_errs1)if(typeof data=="string"){if(!pattern0.test(data)){let err0={instancePath,schemaPath:"#\
/anyOf/0/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'};vErrors===null?vErrors=[err0]:vErrors.
push(err0),errors++}}else{let err1={instancePath,schemaPath:"#/anyOf/0/type",keyword:"type",params:{type:"string"},message:"must b\
e string"};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}var _valid0=_errs1===errors;if(valid0=valid0||_valid0,!valid0){
let _errs3=errors;if(errors===_errs3)if(Array.isArray(data))if(data.length<1){let err2={instancePath,schemaPath:"#/anyOf/1/minItem\
s",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items"};vErrors===null?vErrors=[err2]:vErrors.push(err2),
errors++}else{var valid1=!0;let len0=data.length;for(let i0=0;i0<len0;i0++){let data0=data[i0],_errs5=errors;if(errors===_errs5)if(typeof data0==
"string"){if(!pattern0.test(data0)){let err3={instancePath:instancePath+"/"+i0,schemaPath:"#/anyOf/1/items/pattern",keyword:"patte\
rn",params:{pattern:"\\S"},message:'must match pattern "\\S"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}else{let err4={
instancePath:instancePath+"/"+i0,schemaPath:"#/anyOf/1/items/type",keyword:"type",params:{type:"string"},message:"must be string"};
vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}var valid1=_errs5===errors;if(!valid1)break}}else{let err5={instancePath,
schemaPath:"#/anyOf/1/type",keyword:"type",params:{type:"array"},message:"must be array"};vErrors===null?vErrors=[err5]:vErrors.push(
err5),errors++}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:
vErrors=null);else{let err6={instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===
null?vErrors=[err6]:vErrors.push(err6),errors++,validate24.errors=vErrors,!1}return validate24.errors=vErrors,errors===0}function validate26(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)
if(data&&typeof data=="object"&&!Array.isArray(data)){var valid0=!0;for(let key0 in data)if(pattern9.test(key0)){let _errs1=errors;
validate24(data[key0],{instancePath:instancePath+"/"+key0.replace(/~/g,"~0").replace(/\//g,"~1"),parentData:data,parentDataProperty:key0,
rootData})||(vErrors=vErrors===null?validate24.errors:vErrors.concat(validate24.errors),errors=vErrors.length);var valid0=_errs1===
errors;if(!valid0)break}}else return validate26.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;return validate26.errors=vErrors,errors===0}var schema10={type:"string",enum:["critical","major","minor","inf\
o"]};function validate33(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;return typeof data!=
"string"?(validate33.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1):
data==="critical"||data==="major"||data==="minor"||data==="info"?(validate33.errors=vErrors,errors===0):(validate33.errors=[{instancePath,
schemaPath:"#/enum",keyword:"enum",params:{allowedValues:schema10.enum},message:"must be equal to one of the allowed values"}],!1)}
var schema11={type:"object",properties:{signal:{type:"string",pattern:"\\S"},silent:{$ref:"#/definitions/shared4"},connection:{type:"\
string",enum:["connected","disconnected"]},all:{$ref:"#/definitions/shared8"},any:{$ref:"#/definitions/shared8"},not:{$ref:"#/defi\
nitions/Condition"},count:{$ref:"#/definitions/shared4"},during:{$ref:"#/definitions/shared9"},notDuring:{$ref:"#/definitions/shar\
ed9"},average:{$ref:"#/definitions/shared4"},min:{$ref:"#/definitions/shared4"},max:{$ref:"#/definitions/shared4"},sum:{$ref:"#/de\
finitions/shared4"},range:{$ref:"#/definitions/shared4"},change:{$ref:"#/definitions/shared4"},of:{$ref:"#/definitions/Condition"},
rate:{$ref:"#/definitions/shared4"},per:{$ref:"#/definitions/shared4"},trend:{$ref:"#/definitions/shared4"},reaches:{$ref:"#/defin\
itions/shared10"},within:{$ref:"#/definitions/shared4"},unusualBy:{type:"number",exclusiveMinimum:0,maximum:1e3},baseline:{$ref:"#\
/definitions/shared4"},direction:{type:"string",enum:["higher","lower","either"]},above:{$ref:"#/definitions/shared10"},atLeast:{$ref:"\
#/definitions/shared10"},below:{$ref:"#/definitions/shared10"},atMost:{$ref:"#/definitions/shared10"},between:{$ref:"#/definitions\
/shared13"},outside:{$ref:"#/definitions/shared13"},is:{$ref:"#/definitions/shared14"},isNot:{$ref:"#/definitions/shared14"},in:{$ref:"\
#/definitions/shared15"},notIn:{$ref:"#/definitions/shared15"},unit:{type:"string",enum:["\xB0C","\xB0F","K","%","Pa","hPa","kPa",
"mbar","bar","mm/s","m/s","L/min","m\xB3/h","V","mV","A","mA","W","kW","Wh","kWh","Hz","rpm","ppm","dB","lx","g","mm","cm","m","L",
"m\xB3","kg","s","min","h"]},for:{$ref:"#/definitions/shared4"},note:{type:"string",pattern:"\\S"}},additionalProperties:!1};var pattern11=new RegExp("^(?=\\d)(\\d{1,5}d)?(\\d{1,6}h)?(\\d{1,7}m)?(\\d{1,8}s)?$","u");function validate36(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(typeof data=="string"){if(!pattern11.test(
data))return validate36.errors=[{instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern:"^(?=\\d)(\\d{1,5}d)?(\\d{1,6}\
h)?(\\d{1,7}m)?(\\d{1,8}s)?$"},message:'must match pattern "^(?=\\d)(\\d{1,5}d)?(\\d{1,6}h)?(\\d{1,7}m)?(\\d{1,8}s)?$"'}],!1}else return validate36.
errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;return validate36.errors=
vErrors,errors===0}var wrapper0={validate:validate35};function validate38(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(Array.isArray(data)){if(data.length<1)return validate38.errors=[{instancePath,schemaPath:"#/minItems",keyword:"\
minItems",params:{limit:1},message:"must NOT have fewer than 1 items"}],!1;{var valid0=!0;let len0=data.length;for(let i0=0;i0<len0;i0++){
let _errs1=errors;wrapper0.validate(data[i0],{instancePath:instancePath+"/"+i0,parentData:data,parentDataProperty:i0,rootData})||(vErrors=
vErrors===null?wrapper0.validate.errors:vErrors.concat(wrapper0.validate.errors),errors=vErrors.length);var valid0=_errs1===errors;
if(!valid0)break}}}else return validate38.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"array"},message:"\
must be array"}],!1;return validate38.errors=vErrors,errors===0}var schema14={anyOf:[{type:"string",pattern:"\\S"},{type:"object",
properties:{days:{type:"array",items:{type:"string",enum:["mon","tue","wed","thu","fri","sat","sun"]},minItems:1},from:{type:"stri\
ng",pattern:"^([01]\\d|2[0-3]):[0-5]\\d$"},to:{type:"string",pattern:"^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"},timeZone:{type:"string",
pattern:"\\S"},except:{type:"array",items:{type:"string",pattern:"^(holidays:\\S+|\\d{4}-\\d\\d-\\d\\d)$"},minItems:1},note:{type:"\
string",pattern:"\\S"}},additionalProperties:!1}]},pattern13=new RegExp("^([01]\\d|2[0-3]):[0-5]\\d$","u"),pattern14=new RegExp("^\
(([01]\\d|2[0-3]):[0-5]\\d|24:00)$","u"),pattern16=new RegExp("^(holidays:\\S+|\\d{4}-\\d\\d-\\d\\d)$","u");function validate42(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0,_errs0=errors,valid0=!1,_errs1=errors;if(errors===
_errs1)if(typeof data=="string"){if(!pattern0.test(data)){let err0={instancePath,schemaPath:"#/anyOf/0/pattern",keyword:"pattern",
params:{pattern:"\\S"},message:'must match pattern "\\S"'};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}}else{let err1={
instancePath,schemaPath:"#/anyOf/0/type",keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err1]:
vErrors.push(err1),errors++}var _valid0=_errs1===errors;if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(errors===_errs3)if(data&&
typeof data=="object"&&!Array.isArray(data)){let _errs5=errors;for(let key0 in data)if(!(key0==="days"||key0==="from"||key0==="to"||
key0==="timeZone"||key0==="except"||key0==="note")){let err2={instancePath,schemaPath:"#/anyOf/1/additionalProperties",keyword:"ad\
ditionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"};vErrors===null?vErrors=[err2]:
vErrors.push(err2),errors++;break}if(_errs5===errors){if(data.days!==void 0){let data0=data.days,_errs6=errors;if(errors===_errs6)
if(Array.isArray(data0))if(data0.length<1){let err3={instancePath:instancePath+"/days",schemaPath:"#/anyOf/1/properties/days/minIt\
ems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items"};vErrors===null?vErrors=[err3]:vErrors.push(err3),
errors++}else{var valid2=!0;let len0=data0.length;for(let i0=0;i0<len0;i0++){let data1=data0[i0],_errs8=errors;if(typeof data1!="s\
tring"){let err4={instancePath:instancePath+"/days/"+i0,schemaPath:"#/anyOf/1/properties/days/items/type",keyword:"type",params:{type:"\
string"},message:"must be string"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}if(!(data1==="mon"||data1==="tue"||data1===
"wed"||data1==="thu"||data1==="fri"||data1==="sat"||data1==="sun")){let err5={instancePath:instancePath+"/days/"+i0,schemaPath:"#/\
anyOf/1/properties/days/items/enum",keyword:"enum",params:{allowedValues:schema14.anyOf[1].properties.days.items.enum},message:"mu\
st be equal to one of the allowed values"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}var valid2=_errs8===errors;if(!valid2)
break}}else{let err6={instancePath:instancePath+"/days",schemaPath:"#/anyOf/1/properties/days/type",keyword:"type",params:{type:"a\
rray"},message:"must be array"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}var valid1=_errs6===errors}else var valid1=!0;
if(valid1){if(data.from!==void 0){let data2=data.from,_errs10=errors;if(errors===_errs10)if(typeof data2=="string"){if(!pattern13.
test(data2)){let err7={instancePath:instancePath+"/from",schemaPath:"#/anyOf/1/properties/from/pattern",keyword:"pattern",params:{
pattern:"^([01]\\d|2[0-3]):[0-5]\\d$"},message:'must match pattern "^([01]\\d|2[0-3]):[0-5]\\d$"'};vErrors===null?vErrors=[err7]:vErrors.
push(err7),errors++}}else{let err8={instancePath:instancePath+"/from",schemaPath:"#/anyOf/1/properties/from/type",keyword:"type",params:{
type:"string"},message:"must be string"};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}var valid1=_errs10===errors}else
var valid1=!0;if(valid1){if(data.to!==void 0){let data3=data.to,_errs12=errors;if(errors===_errs12)if(typeof data3=="string"){if(!pattern14.
test(data3)){let err9={instancePath:instancePath+"/to",schemaPath:"#/anyOf/1/properties/to/pattern",keyword:"pattern",params:{pattern:"\
^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"},message:'must match pattern "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"'};vErrors===null?vErrors=[
err9]:vErrors.push(err9),errors++}}else{let err10={instancePath:instancePath+"/to",schemaPath:"#/anyOf/1/properties/to/type",keyword:"\
type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}var valid1=_errs12===
errors}else var valid1=!0;if(valid1){if(data.timeZone!==void 0){let data4=data.timeZone,_errs14=errors;if(errors===_errs14)if(typeof data4==
"string"){if(!pattern0.test(data4)){let err11={instancePath:instancePath+"/timeZone",schemaPath:"#/anyOf/1/properties/timeZone/pat\
tern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'};vErrors===null?vErrors=[err11]:vErrors.push(err11),
errors++}}else{let err12={instancePath:instancePath+"/timeZone",schemaPath:"#/anyOf/1/properties/timeZone/type",keyword:"type",params:{
type:"string"},message:"must be string"};vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}var valid1=_errs14===errors}else
var valid1=!0;if(valid1){if(data.except!==void 0){let data5=data.except,_errs16=errors;if(errors===_errs16)if(Array.isArray(data5))
if(data5.length<1){let err13={instancePath:instancePath+"/except",schemaPath:"#/anyOf/1/properties/except/minItems",keyword:"minIt\
ems",params:{limit:1},message:"must NOT have fewer than 1 items"};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}else{
var valid3=!0;let len1=data5.length;for(let i1=0;i1<len1;i1++){let data6=data5[i1],_errs18=errors;if(errors===_errs18)if(typeof data6==
"string"){if(!pattern16.test(data6)){let err14={instancePath:instancePath+"/except/"+i1,schemaPath:"#/anyOf/1/properties/except/it\
ems/pattern",keyword:"pattern",params:{pattern:"^(holidays:\\S+|\\d{4}-\\d\\d-\\d\\d)$"},message:'must match pattern "^(holidays:\\\
S+|\\d{4}-\\d\\d-\\d\\d)$"'};vErrors===null?vErrors=[err14]:vErrors.push(err14),errors++}}else{let err15={instancePath:instancePath+
"/except/"+i1,schemaPath:"#/anyOf/1/properties/except/items/type",keyword:"type",params:{type:"string"},message:"must be string"};
vErrors===null?vErrors=[err15]:vErrors.push(err15),errors++}var valid3=_errs18===errors;if(!valid3)break}}else{let err16={instancePath:instancePath+
"/except",schemaPath:"#/anyOf/1/properties/except/type",keyword:"type",params:{type:"array"},message:"must be array"};vErrors===null?
vErrors=[err16]:vErrors.push(err16),errors++}var valid1=_errs16===errors}else var valid1=!0;if(valid1)if(data.note!==void 0){let data7=data.
note,_errs20=errors;if(errors===_errs20)if(typeof data7=="string"){if(!pattern0.test(data7)){let err17={instancePath:instancePath+
"/note",schemaPath:"#/anyOf/1/properties/note/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'};
vErrors===null?vErrors=[err17]:vErrors.push(err17),errors++}}else{let err18={instancePath:instancePath+"/note",schemaPath:"#/anyOf\
/1/properties/note/type",keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err18]:vErrors.push(
err18),errors++}var valid1=_errs20===errors}else var valid1=!0}}}}}}else{let err19={instancePath,schemaPath:"#/anyOf/1/type",keyword:"\
type",params:{type:"object"},message:"must be object"};vErrors===null?vErrors=[err19]:vErrors.push(err19),errors++}var _valid0=_errs3===
errors;valid0=valid0||_valid0}if(valid0)errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err20={
instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=
[err20]:vErrors.push(err20),errors++,validate42.errors=vErrors,!1}return validate42.errors=vErrors,errors===0}function validate55(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)
if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.signal===void 0&&(missing0="signal"))return validate55.
errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0},message:"must have required pro\
perty '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="signal"||key0==="plus")){return validate55.errors=
[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0},message:"must N\
OT have additional properties"}],!1;break}if(_errs1===errors){if(data.signal!==void 0){let data0=data.signal,_errs2=errors;if(errors===
_errs2)if(typeof data0=="string"){if(!pattern0.test(data0))return validate55.errors=[{instancePath:instancePath+"/signal",schemaPath:"\
#/properties/signal/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else return validate55.
errors=[{instancePath:instancePath+"/signal",schemaPath:"#/properties/signal/type",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.plus!==void 0){let data1=data.plus,_errs4=errors;
if(!(typeof data1=="number"&&isFinite(data1)))return validate55.errors=[{instancePath:instancePath+"/plus",schemaPath:"#/propertie\
s/plus/type",keyword:"type",params:{type:"number"},message:"must be number"}],!1;var valid0=_errs4===errors}else var valid0=!0}}}else
return validate55.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate55.
errors=vErrors,errors===0}function validate57(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)
if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.property===void 0&&(missing0="property"))return validate57.
errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:missing0},message:"must have required pro\
perty '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="property"||key0==="plus"||key0==="default")){return validate57.
errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.property!==void 0){let data0=data.property,_errs2=errors;
if(errors===_errs2)if(typeof data0=="string"){if(!pattern0.test(data0))return validate57.errors=[{instancePath:instancePath+"/prop\
erty",schemaPath:"#/properties/property/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else
return validate57.errors=[{instancePath:instancePath+"/property",schemaPath:"#/properties/property/type",keyword:"type",params:{type:"\
string"},message:"must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.plus!==void 0){let data1=data.
plus,_errs4=errors;if(!(typeof data1=="number"&&isFinite(data1)))return validate57.errors=[{instancePath:instancePath+"/plus",schemaPath:"\
#/properties/plus/type",keyword:"type",params:{type:"number"},message:"must be number"}],!1;var valid0=_errs4===errors}else var valid0=!0;
if(valid0)if(data.default!==void 0){let data2=data.default,_errs6=errors;if(!(typeof data2=="number"&&isFinite(data2)))return validate57.
errors=[{instancePath:instancePath+"/default",schemaPath:"#/properties/default/type",keyword:"type",params:{type:"number"},message:"\
must be number"}],!1;var valid0=_errs6===errors}else var valid0=!0}}}}else return validate57.errors=[{instancePath,schemaPath:"#/t\
ype",keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate57.errors=vErrors,errors===0}function validate54(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0,_errs0=errors,valid0=!1,_errs1=errors;if(!(typeof data==
"number"&&isFinite(data))){let err0={instancePath,schemaPath:"#/anyOf/0/type",keyword:"type",params:{type:"number"},message:"must \
be number"};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}var _valid0=_errs1===errors;if(valid0=valid0||_valid0,!valid0){
let _errs3=errors;validate55(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate55.errors:
vErrors.concat(validate55.errors),errors=vErrors.length);var _valid0=_errs3===errors;if(valid0=valid0||_valid0,!valid0){let _errs4=errors;
validate57(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate57.errors:vErrors.concat(validate57.
errors),errors=vErrors.length);var _valid0=_errs4===errors;valid0=valid0||_valid0}}if(valid0)errors=_errs0,vErrors!==null&&(_errs0?
vErrors.length=_errs0:vErrors=null);else{let err1={instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match\
 a schema in anyOf"};return vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++,validate54.errors=vErrors,!1}return validate54.
errors=vErrors,errors===0}function validate66(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)
if(Array.isArray(data)){if(data.length>2)return validate66.errors=[{instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{
limit:2},message:"must NOT have more than 2 items"}],!1;if(data.length<2)return validate66.errors=[{instancePath,schemaPath:"#/min\
Items",keyword:"minItems",params:{limit:2},message:"must NOT have fewer than 2 items"}],!1;{var valid0=!0;let len0=data.length;for(let i0=0;i0<
len0;i0++){let _errs1=errors;validate54(data[i0],{instancePath:instancePath+"/"+i0,parentData:data,parentDataProperty:i0,rootData})||
(vErrors=vErrors===null?validate54.errors:vErrors.concat(validate54.errors),errors=vErrors.length);var valid0=_errs1===errors;if(!valid0)
break}}}else return validate66.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"array"},message:"must be arr\
ay"}],!1;return validate66.errors=vErrors,errors===0}function validate70(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0,_errs0=errors,
valid0=!1,_errs1=errors;if(!(typeof data=="number"&&isFinite(data))){let err0={instancePath,schemaPath:"#/anyOf/0/type",keyword:"t\
ype",params:{type:"number"},message:"must be number"};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}var _valid0=_errs1===
errors;if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(typeof data!="string"){let err1={instancePath,schemaPath:"#/anyOf/1\
/type",keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}var _valid0=_errs3===
errors;if(valid0=valid0||_valid0,!valid0){let _errs5=errors;if(typeof data!="boolean"){let err2={instancePath,schemaPath:"#/anyOf/\
2/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}
var _valid0=_errs5===errors;if(valid0=valid0||_valid0,!valid0){let _errs7=errors;validate55(data,{instancePath,parentData,parentDataProperty,
rootData})||(vErrors=vErrors===null?validate55.errors:vErrors.concat(validate55.errors),errors=vErrors.length);var _valid0=_errs7===
errors;if(valid0=valid0||_valid0,!valid0){let _errs8=errors;validate57(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate57.errors:vErrors.concat(validate57.errors),errors=vErrors.length);var _valid0=_errs8===errors;valid0=
valid0||_valid0}}}}if(valid0)errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err3={instancePath,
schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err3]:vErrors.
push(err3),errors++,validate70.errors=vErrors,!1}return validate70.errors=vErrors,errors===0}function validate76(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0,_errs0=errors,
valid0=!1,_errs1=errors;if(!(typeof data=="number"&&isFinite(data))){let err0={instancePath,schemaPath:"#/anyOf/0/type",keyword:"t\
ype",params:{type:"number"},message:"must be number"};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}var _valid0=_errs1===
errors;if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(typeof data!="string"){let err1={instancePath,schemaPath:"#/anyOf/1\
/type",keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}var _valid0=_errs3===
errors;if(valid0=valid0||_valid0,!valid0){let _errs5=errors;if(typeof data!="boolean"){let err2={instancePath,schemaPath:"#/anyOf/\
2/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}
var _valid0=_errs5===errors;valid0=valid0||_valid0}}if(valid0)errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=
null);else{let err3={instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===
null?vErrors=[err3]:vErrors.push(err3),errors++,validate76.errors=vErrors,!1}return validate76.errors=vErrors,errors===0}function validate75(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(Array.isArray(data)){if(data.
length<1)return validate75.errors=[{instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit:1},message:"must NOT hav\
e fewer than 1 items"}],!1;{var valid0=!0;let len0=data.length;for(let i0=0;i0<len0;i0++){let _errs1=errors;validate76(data[i0],{instancePath:instancePath+
"/"+i0,parentData:data,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate76.errors:vErrors.concat(validate76.errors),
errors=vErrors.length);var valid0=_errs1===errors;if(!valid0)break}}}else return validate75.errors=[{instancePath,schemaPath:"#/ty\
pe",keyword:"type",params:{type:"array"},message:"must be array"}],!1;return validate75.errors=vErrors,errors===0}function validate35(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="ob\
ject"&&!Array.isArray(data)){let _errs1=errors;for(let key0 in data)if(!func2.call(schema11.properties,key0)){return validate35.errors=
[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key0},message:"must N\
OT have additional properties"}],!1;break}if(_errs1===errors){if(data.signal!==void 0){let data0=data.signal,_errs2=errors;if(errors===
_errs2)if(typeof data0=="string"){if(!pattern0.test(data0))return validate35.errors=[{instancePath:instancePath+"/signal",schemaPath:"\
#/properties/signal/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else return validate35.
errors=[{instancePath:instancePath+"/signal",schemaPath:"#/properties/signal/type",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.silent!==void 0){let _errs4=errors;validate36(
data.silent,{instancePath:instancePath+"/silent",parentData:data,parentDataProperty:"silent",rootData})||(vErrors=vErrors===null?validate36.
errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.connection!==
void 0){let data2=data.connection,_errs5=errors;if(typeof data2!="string")return validate35.errors=[{instancePath:instancePath+"/c\
onnection",schemaPath:"#/properties/connection/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(!(data2===
"connected"||data2==="disconnected"))return validate35.errors=[{instancePath:instancePath+"/connection",schemaPath:"#/properties/c\
onnection/enum",keyword:"enum",params:{allowedValues:schema11.properties.connection.enum},message:"must be equal to one of the all\
owed values"}],!1;var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.all!==void 0){let _errs7=errors;validate38(data.
all,{instancePath:instancePath+"/all",parentData:data,parentDataProperty:"all",rootData})||(vErrors=vErrors===null?validate38.errors:
vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.any!==void 0){
let _errs8=errors;validate38(data.any,{instancePath:instancePath+"/any",parentData:data,parentDataProperty:"any",rootData})||(vErrors=
vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs8===errors}else var valid0=!0;
if(valid0){if(data.not!==void 0){let _errs9=errors;wrapper0.validate(data.not,{instancePath:instancePath+"/not",parentData:data,parentDataProperty:"\
not",rootData})||(vErrors=vErrors===null?wrapper0.validate.errors:vErrors.concat(wrapper0.validate.errors),errors=vErrors.length);
var valid0=_errs9===errors}else var valid0=!0;if(valid0){if(data.count!==void 0){let _errs10=errors;validate36(data.count,{instancePath:instancePath+
"/count",parentData:data,parentDataProperty:"count",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.
errors),errors=vErrors.length);var valid0=_errs10===errors}else var valid0=!0;if(valid0){if(data.during!==void 0){let _errs11=errors;
validate42(data.during,{instancePath:instancePath+"/during",parentData:data,parentDataProperty:"during",rootData})||(vErrors=vErrors===
null?validate42.errors:vErrors.concat(validate42.errors),errors=vErrors.length);var valid0=_errs11===errors}else var valid0=!0;if(valid0){
if(data.notDuring!==void 0){let _errs12=errors;validate42(data.notDuring,{instancePath:instancePath+"/notDuring",parentData:data,parentDataProperty:"\
notDuring",rootData})||(vErrors=vErrors===null?validate42.errors:vErrors.concat(validate42.errors),errors=vErrors.length);var valid0=_errs12===
errors}else var valid0=!0;if(valid0){if(data.average!==void 0){let _errs13=errors;validate36(data.average,{instancePath:instancePath+
"/average",parentData:data,parentDataProperty:"average",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.
errors),errors=vErrors.length);var valid0=_errs13===errors}else var valid0=!0;if(valid0){if(data.min!==void 0){let _errs14=errors;
validate36(data.min,{instancePath:instancePath+"/min",parentData:data,parentDataProperty:"min",rootData})||(vErrors=vErrors===null?
validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs14===errors}else var valid0=!0;if(valid0){
if(data.max!==void 0){let _errs15=errors;validate36(data.max,{instancePath:instancePath+"/max",parentData:data,parentDataProperty:"\
max",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs15===
errors}else var valid0=!0;if(valid0){if(data.sum!==void 0){let _errs16=errors;validate36(data.sum,{instancePath:instancePath+"/sum",
parentData:data,parentDataProperty:"sum",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=
vErrors.length);var valid0=_errs16===errors}else var valid0=!0;if(valid0){if(data.range!==void 0){let _errs17=errors;validate36(data.
range,{instancePath:instancePath+"/range",parentData:data,parentDataProperty:"range",rootData})||(vErrors=vErrors===null?validate36.
errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs17===errors}else var valid0=!0;if(valid0){if(data.
change!==void 0){let _errs18=errors;validate36(data.change,{instancePath:instancePath+"/change",parentData:data,parentDataProperty:"\
change",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs18===
errors}else var valid0=!0;if(valid0){if(data.of!==void 0){let _errs19=errors;wrapper0.validate(data.of,{instancePath:instancePath+
"/of",parentData:data,parentDataProperty:"of",rootData})||(vErrors=vErrors===null?wrapper0.validate.errors:vErrors.concat(wrapper0.
validate.errors),errors=vErrors.length);var valid0=_errs19===errors}else var valid0=!0;if(valid0){if(data.rate!==void 0){let _errs20=errors;
validate36(data.rate,{instancePath:instancePath+"/rate",parentData:data,parentDataProperty:"rate",rootData})||(vErrors=vErrors===null?
validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs20===errors}else var valid0=!0;if(valid0){
if(data.per!==void 0){let _errs21=errors;validate36(data.per,{instancePath:instancePath+"/per",parentData:data,parentDataProperty:"\
per",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs21===
errors}else var valid0=!0;if(valid0){if(data.trend!==void 0){let _errs22=errors;validate36(data.trend,{instancePath:instancePath+"\
/trend",parentData:data,parentDataProperty:"trend",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.
errors),errors=vErrors.length);var valid0=_errs22===errors}else var valid0=!0;if(valid0){if(data.reaches!==void 0){let _errs23=errors;
validate54(data.reaches,{instancePath:instancePath+"/reaches",parentData:data,parentDataProperty:"reaches",rootData})||(vErrors=vErrors===
null?validate54.errors:vErrors.concat(validate54.errors),errors=vErrors.length);var valid0=_errs23===errors}else var valid0=!0;if(valid0){
if(data.within!==void 0){let _errs24=errors;validate36(data.within,{instancePath:instancePath+"/within",parentData:data,parentDataProperty:"\
within",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs24===
errors}else var valid0=!0;if(valid0){if(data.unusualBy!==void 0){let data21=data.unusualBy,_errs25=errors;if(errors===_errs25)if(typeof data21==
"number"&&isFinite(data21)){if(data21>1e3||isNaN(data21))return validate35.errors=[{instancePath:instancePath+"/unusualBy",schemaPath:"\
#/properties/unusualBy/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e3},message:"must be <= 1000"}],!1;if(data21<=0||
isNaN(data21))return validate35.errors=[{instancePath:instancePath+"/unusualBy",schemaPath:"#/properties/unusualBy/exclusiveMinimu\
m",keyword:"exclusiveMinimum",params:{comparison:">",limit:0},message:"must be > 0"}],!1}else return validate35.errors=[{instancePath:instancePath+
"/unusualBy",schemaPath:"#/properties/unusualBy/type",keyword:"type",params:{type:"number"},message:"must be number"}],!1;var valid0=_errs25===
errors}else var valid0=!0;if(valid0){if(data.baseline!==void 0){let _errs27=errors;validate36(data.baseline,{instancePath:instancePath+
"/baseline",parentData:data,parentDataProperty:"baseline",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.
errors),errors=vErrors.length);var valid0=_errs27===errors}else var valid0=!0;if(valid0){if(data.direction!==void 0){let data23=data.
direction,_errs28=errors;if(typeof data23!="string")return validate35.errors=[{instancePath:instancePath+"/direction",schemaPath:"\
#/properties/direction/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(!(data23==="higher"||data23===
"lower"||data23==="either"))return validate35.errors=[{instancePath:instancePath+"/direction",schemaPath:"#/properties/direction/e\
num",keyword:"enum",params:{allowedValues:schema11.properties.direction.enum},message:"must be equal to one of the allowed values"}],
!1;var valid0=_errs28===errors}else var valid0=!0;if(valid0){if(data.above!==void 0){let _errs30=errors;validate54(data.above,{instancePath:instancePath+
"/above",parentData:data,parentDataProperty:"above",rootData})||(vErrors=vErrors===null?validate54.errors:vErrors.concat(validate54.
errors),errors=vErrors.length);var valid0=_errs30===errors}else var valid0=!0;if(valid0){if(data.atLeast!==void 0){let _errs31=errors;
validate54(data.atLeast,{instancePath:instancePath+"/atLeast",parentData:data,parentDataProperty:"atLeast",rootData})||(vErrors=vErrors===
null?validate54.errors:vErrors.concat(validate54.errors),errors=vErrors.length);var valid0=_errs31===errors}else var valid0=!0;if(valid0){
if(data.below!==void 0){let _errs32=errors;validate54(data.below,{instancePath:instancePath+"/below",parentData:data,parentDataProperty:"\
below",rootData})||(vErrors=vErrors===null?validate54.errors:vErrors.concat(validate54.errors),errors=vErrors.length);var valid0=_errs32===
errors}else var valid0=!0;if(valid0){if(data.atMost!==void 0){let _errs33=errors;validate54(data.atMost,{instancePath:instancePath+
"/atMost",parentData:data,parentDataProperty:"atMost",rootData})||(vErrors=vErrors===null?validate54.errors:vErrors.concat(validate54.
errors),errors=vErrors.length);var valid0=_errs33===errors}else var valid0=!0;if(valid0){if(data.between!==void 0){let _errs34=errors;
validate66(data.between,{instancePath:instancePath+"/between",parentData:data,parentDataProperty:"between",rootData})||(vErrors=vErrors===
null?validate66.errors:vErrors.concat(validate66.errors),errors=vErrors.length);var valid0=_errs34===errors}else var valid0=!0;if(valid0){
if(data.outside!==void 0){let _errs35=errors;validate66(data.outside,{instancePath:instancePath+"/outside",parentData:data,parentDataProperty:"\
outside",rootData})||(vErrors=vErrors===null?validate66.errors:vErrors.concat(validate66.errors),errors=vErrors.length);var valid0=_errs35===
errors}else var valid0=!0;if(valid0){if(data.is!==void 0){let _errs36=errors;validate70(data.is,{instancePath:instancePath+"/is",parentData:data,
parentDataProperty:"is",rootData})||(vErrors=vErrors===null?validate70.errors:vErrors.concat(validate70.errors),errors=vErrors.length);
var valid0=_errs36===errors}else var valid0=!0;if(valid0){if(data.isNot!==void 0){let _errs37=errors;validate70(data.isNot,{instancePath:instancePath+
"/isNot",parentData:data,parentDataProperty:"isNot",rootData})||(vErrors=vErrors===null?validate70.errors:vErrors.concat(validate70.
errors),errors=vErrors.length);var valid0=_errs37===errors}else var valid0=!0;if(valid0){if(data.in!==void 0){let _errs38=errors;validate75(
data.in,{instancePath:instancePath+"/in",parentData:data,parentDataProperty:"in",rootData})||(vErrors=vErrors===null?validate75.errors:
vErrors.concat(validate75.errors),errors=vErrors.length);var valid0=_errs38===errors}else var valid0=!0;if(valid0){if(data.notIn!==
void 0){let _errs39=errors;validate75(data.notIn,{instancePath:instancePath+"/notIn",parentData:data,parentDataProperty:"notIn",rootData})||
(vErrors=vErrors===null?validate75.errors:vErrors.concat(validate75.errors),errors=vErrors.length);var valid0=_errs39===errors}else
var valid0=!0;if(valid0){if(data.unit!==void 0){let data34=data.unit,_errs40=errors;if(typeof data34!="string")return validate35.errors=
[{instancePath:instancePath+"/unit",schemaPath:"#/properties/unit/type",keyword:"type",params:{type:"string"},message:"must be str\
ing"}],!1;if(!(data34==="\xB0C"||data34==="\xB0F"||data34==="K"||data34==="%"||data34==="Pa"||data34==="hPa"||data34==="kPa"||data34===
"mbar"||data34==="bar"||data34==="mm/s"||data34==="m/s"||data34==="L/min"||data34==="m\xB3/h"||data34==="V"||data34==="mV"||data34===
"A"||data34==="mA"||data34==="W"||data34==="kW"||data34==="Wh"||data34==="kWh"||data34==="Hz"||data34==="rpm"||data34==="ppm"||data34===
"dB"||data34==="lx"||data34==="g"||data34==="mm"||data34==="cm"||data34==="m"||data34==="L"||data34==="m\xB3"||data34==="kg"||data34===
"s"||data34==="min"||data34==="h"))return validate35.errors=[{instancePath:instancePath+"/unit",schemaPath:"#/properties/unit/enum",
keyword:"enum",params:{allowedValues:schema11.properties.unit.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs40===
errors}else var valid0=!0;if(valid0){if(data.for!==void 0){let _errs42=errors;validate36(data.for,{instancePath:instancePath+"/for",
parentData:data,parentDataProperty:"for",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=
vErrors.length);var valid0=_errs42===errors}else var valid0=!0;if(valid0)if(data.note!==void 0){let data36=data.note,_errs43=errors;
if(errors===_errs43)if(typeof data36=="string"){if(!pattern0.test(data36))return validate35.errors=[{instancePath:instancePath+"/n\
ote",schemaPath:"#/properties/note/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else return validate35.
errors=[{instancePath:instancePath+"/note",schemaPath:"#/properties/note/type",keyword:"type",params:{type:"string"},message:"must\
 be string"}],!1;var valid0=_errs43===errors}else var valid0=!0}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}else return validate35.errors=
[{instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate35.errors=vErrors,
errors===0}function validate85(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0,_errs0=errors,
valid0=!1,_errs1=errors;if(errors===_errs1)if(typeof data=="string"){if(!pattern0.test(data)){let err0={instancePath,schemaPath:"#\
/anyOf/0/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'};vErrors===null?vErrors=[err0]:vErrors.
push(err0),errors++}}else{let err1={instancePath,schemaPath:"#/anyOf/0/type",keyword:"type",params:{type:"string"},message:"must b\
e string"};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}var _valid0=_errs1===errors;if(valid0=valid0||_valid0,!valid0){
let _errs3=errors;if(data!==null){let err2={instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type:"null"},message:"\
must be null"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)
errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err3={instancePath,schemaPath:"#/anyOf",keyword:"\
anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++,validate85.
errors=vErrors,!1}return validate85.errors=vErrors,errors===0}function validate90(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)
if(Array.isArray(data)){if(data.length>5)return validate90.errors=[{instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{
limit:5},message:"must NOT have more than 5 items"}],!1;{var valid0=!0;let len0=data.length;for(let i0=0;i0<len0;i0++){let data0=data[i0],
_errs1=errors;if(errors===_errs1)if(typeof data0=="string"){if(!pattern0.test(data0))return validate90.errors=[{instancePath:instancePath+
"/"+i0,schemaPath:"#/items/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else return validate90.
errors=[{instancePath:instancePath+"/"+i0,schemaPath:"#/items/type",keyword:"type",params:{type:"string"},message:"must be string"}],
!1;var valid0=_errs1===errors;if(!valid0)break}}}else return validate90.errors=[{instancePath,schemaPath:"#/type",keyword:"type",params:{
type:"array"},message:"must be array"}],!1;return validate90.errors=vErrors,errors===0}function validate21(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){
let missing0;if(data.id===void 0&&(missing0="id")||data.name===void 0&&(missing0="name")||data.why===void 0&&(missing0="why")||data.
owner===void 0&&(missing0="owner")||data.status===void 0&&(missing0="status")||data.appliesTo===void 0&&(missing0="appliesTo")||data.
raise===void 0&&(missing0="raise")||data.clearWhen===void 0&&(missing0="clearWhen")||data.notify===void 0&&(missing0="notify")||data.
message===void 0&&(missing0="message"))return validate21.errors=[{instancePath,schemaPath:"#/required",keyword:"required",params:{
missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func2.
call(schema6.properties,key0)){return validate21.errors=[{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProp\
erties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.$schema!==
void 0){let data0=data.$schema,_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(!pattern0.test(data0))return validate21.
errors=[{instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/pattern",keyword:"pattern",params:{pattern:"\\S"},
message:'must match pattern "\\S"'}],!1}else return validate21.errors=[{instancePath:instancePath+"/$schema",schemaPath:"#/propert\
ies/%24schema/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;
if(valid0){if(data.id!==void 0){let data1=data.id,_errs4=errors;if(errors===_errs4)if(typeof data1=="string"){if(!pattern1.test(data1))
return validate21.errors=[{instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern:"\
^[a-z][a-z0-9-]{0,39}$"},message:'must match pattern "^[a-z][a-z0-9-]{0,39}$"'}],!1}else return validate21.errors=[{instancePath:instancePath+
"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs4===errors}else
var valid0=!0;if(valid0){if(data.name!==void 0){let data2=data.name,_errs6=errors;if(errors===_errs6)if(typeof data2=="string"){if(!pattern0.
test(data2))return validate21.errors=[{instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",
params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else return validate21.errors=[{instancePath:instancePath+"/name",schemaPath:"\
#/properties/name/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs6===errors}else var valid0=!0;
if(valid0){if(data.why!==void 0){let data3=data.why,_errs8=errors;if(errors===_errs8)if(typeof data3=="string"){if(!pattern0.test(
data3))return validate21.errors=[{instancePath:instancePath+"/why",schemaPath:"#/properties/why/pattern",keyword:"pattern",params:{
pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else return validate21.errors=[{instancePath:instancePath+"/why",schemaPath:"\
#/properties/why/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs8===errors}else var valid0=!0;
if(valid0){if(data.owner!==void 0){let data4=data.owner,_errs10=errors;if(errors===_errs10)if(typeof data4=="string"){if(!pattern0.
test(data4))return validate21.errors=[{instancePath:instancePath+"/owner",schemaPath:"#/properties/owner/pattern",keyword:"pattern",
params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else return validate21.errors=[{instancePath:instancePath+"/owner",
schemaPath:"#/properties/owner/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs10===errors}else
var valid0=!0;if(valid0){if(data.status!==void 0){let data5=data.status,_errs12=errors;if(typeof data5!="string")return validate21.
errors=[{instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;if(!(data5==="draft"||data5==="shadow"||data5==="active"||data5==="paused"))return validate21.errors=[{instancePath:instancePath+
"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues:schema6.properties.status.enum},message:"must\
 be equal to one of the allowed values"}],!1;var valid0=_errs12===errors}else var valid0=!0;if(valid0){if(data.until!==void 0){let _errs14=errors;
validate22(data.until,{instancePath:instancePath+"/until",parentData:data,parentDataProperty:"until",rootData})||(vErrors=vErrors===
null?validate22.errors:vErrors.concat(validate22.errors),errors=vErrors.length);var valid0=_errs14===errors}else var valid0=!0;if(valid0){
if(data.note!==void 0){let data7=data.note,_errs15=errors;if(errors===_errs15)if(typeof data7=="string"){if(!pattern0.test(data7))
return validate21.errors=[{instancePath:instancePath+"/note",schemaPath:"#/properties/note/pattern",keyword:"pattern",params:{pattern:"\
\\S"},message:'must match pattern "\\S"'}],!1}else return validate21.errors=[{instancePath:instancePath+"/note",schemaPath:"#/prop\
erties/note/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs15===errors}else var valid0=!0;
if(valid0){if(data.appliesTo!==void 0){let data8=data.appliesTo,_errs17=errors;if(errors===_errs17)if(data8&&typeof data8=="object"&&
!Array.isArray(data8)){let _errs19=errors;for(let key1 in data8)if(!(key1==="type"||key1==="tags"||key1==="devices"||key1==="excep\
t")){return validate21.errors=[{instancePath:instancePath+"/appliesTo",schemaPath:"#/properties/appliesTo/additionalProperties",keyword:"\
additionalProperties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],!1;break}if(_errs19===errors){
if(data8.type!==void 0){let _errs20=errors;validate24(data8.type,{instancePath:instancePath+"/appliesTo/type",parentData:data8,parentDataProperty:"\
type",rootData})||(vErrors=vErrors===null?validate24.errors:vErrors.concat(validate24.errors),errors=vErrors.length);var valid1=_errs20===
errors}else var valid1=!0;if(valid1){if(data8.tags!==void 0){let _errs21=errors;validate26(data8.tags,{instancePath:instancePath+"\
/appliesTo/tags",parentData:data8,parentDataProperty:"tags",rootData})||(vErrors=vErrors===null?validate26.errors:vErrors.concat(validate26.
errors),errors=vErrors.length);var valid1=_errs21===errors}else var valid1=!0;if(valid1){if(data8.devices!==void 0){let _errs22=errors;
validate24(data8.devices,{instancePath:instancePath+"/appliesTo/devices",parentData:data8,parentDataProperty:"devices",rootData})||
(vErrors=vErrors===null?validate24.errors:vErrors.concat(validate24.errors),errors=vErrors.length);var valid1=_errs22===errors}else
var valid1=!0;if(valid1)if(data8.except!==void 0){let data12=data8.except,_errs23=errors;if(errors===_errs23)if(data12&&typeof data12==
"object"&&!Array.isArray(data12)){let _errs25=errors;for(let key2 in data12)if(!(key2==="type"||key2==="tags"||key2==="devices")){
return validate21.errors=[{instancePath:instancePath+"/appliesTo/except",schemaPath:"#/properties/appliesTo/properties/except/addi\
tionalProperties",keyword:"additionalProperties",params:{additionalProperty:key2},message:"must NOT have additional properties"}],
!1;break}if(_errs25===errors){if(data12.type!==void 0){let _errs26=errors;validate24(data12.type,{instancePath:instancePath+"/appl\
iesTo/except/type",parentData:data12,parentDataProperty:"type",rootData})||(vErrors=vErrors===null?validate24.errors:vErrors.concat(
validate24.errors),errors=vErrors.length);var valid2=_errs26===errors}else var valid2=!0;if(valid2){if(data12.tags!==void 0){let _errs27=errors;
validate26(data12.tags,{instancePath:instancePath+"/appliesTo/except/tags",parentData:data12,parentDataProperty:"tags",rootData})||
(vErrors=vErrors===null?validate26.errors:vErrors.concat(validate26.errors),errors=vErrors.length);var valid2=_errs27===errors}else
var valid2=!0;if(valid2)if(data12.devices!==void 0){let _errs28=errors;validate24(data12.devices,{instancePath:instancePath+"/appl\
iesTo/except/devices",parentData:data12,parentDataProperty:"devices",rootData})||(vErrors=vErrors===null?validate24.errors:vErrors.
concat(validate24.errors),errors=vErrors.length);var valid2=_errs28===errors}else var valid2=!0}}}else return validate21.errors=[{
instancePath:instancePath+"/appliesTo/except",schemaPath:"#/properties/appliesTo/properties/except/type",keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;var valid1=_errs23===errors}else var valid1=!0}}}}else return validate21.errors=[{instancePath:instancePath+
"/appliesTo",schemaPath:"#/properties/appliesTo/type",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs17===
errors}else var valid0=!0;if(valid0){if(data.raise!==void 0){let data16=data.raise,_errs29=errors;if(errors===_errs29)if(Array.isArray(
data16)){if(data16.length>4)return validate21.errors=[{instancePath:instancePath+"/raise",schemaPath:"#/properties/raise/maxItems",
keyword:"maxItems",params:{limit:4},message:"must NOT have more than 4 items"}],!1;if(data16.length<1)return validate21.errors=[{instancePath:instancePath+
"/raise",schemaPath:"#/properties/raise/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items"}],
!1;{var valid3=!0;let len0=data16.length;for(let i0=0;i0<len0;i0++){let data17=data16[i0],_errs31=errors;if(errors===_errs31)if(data17&&
typeof data17=="object"&&!Array.isArray(data17)){let missing1;if(data17.severity===void 0&&(missing1="severity")||data17.when===void 0&&
(missing1="when"))return validate21.errors=[{instancePath:instancePath+"/raise/"+i0,schemaPath:"#/properties/raise/items/required",
keyword:"required",params:{missingProperty:missing1},message:"must have required property '"+missing1+"'"}],!1;{let _errs33=errors;
for(let key3 in data17)if(!(key3==="severity"||key3==="when"||key3==="note")){return validate21.errors=[{instancePath:instancePath+
"/raise/"+i0,schemaPath:"#/properties/raise/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key3},
message:"must NOT have additional properties"}],!1;break}if(_errs33===errors){if(data17.severity!==void 0){let _errs34=errors;validate33(
data17.severity,{instancePath:instancePath+"/raise/"+i0+"/severity",parentData:data17,parentDataProperty:"severity",rootData})||(vErrors=
vErrors===null?validate33.errors:vErrors.concat(validate33.errors),errors=vErrors.length);var valid4=_errs34===errors}else var valid4=!0;
if(valid4){if(data17.when!==void 0){let _errs35=errors;validate35(data17.when,{instancePath:instancePath+"/raise/"+i0+"/when",parentData:data17,
parentDataProperty:"when",rootData})||(vErrors=vErrors===null?validate35.errors:vErrors.concat(validate35.errors),errors=vErrors.length);
var valid4=_errs35===errors}else var valid4=!0;if(valid4)if(data17.note!==void 0){let data20=data17.note,_errs36=errors;if(errors===
_errs36)if(typeof data20=="string"){if(!pattern0.test(data20))return validate21.errors=[{instancePath:instancePath+"/raise/"+i0+"/\
note",schemaPath:"#/properties/raise/items/properties/note/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match p\
attern "\\S"'}],!1}else return validate21.errors=[{instancePath:instancePath+"/raise/"+i0+"/note",schemaPath:"#/properties/raise/i\
tems/properties/note/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid4=_errs36===errors}else var valid4=!0}}}}else
return validate21.errors=[{instancePath:instancePath+"/raise/"+i0,schemaPath:"#/properties/raise/items/type",keyword:"type",params:{
type:"object"},message:"must be object"}],!1;var valid3=_errs31===errors;if(!valid3)break}}}else return validate21.errors=[{instancePath:instancePath+
"/raise",schemaPath:"#/properties/raise/type",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs29===
errors}else var valid0=!0;if(valid0){if(data.clearWhen!==void 0){let data21=data.clearWhen,_errs38=errors,_errs39=errors,valid5=!1,
_errs40=errors;validate35(data21,{instancePath:instancePath+"/clearWhen",parentData:data,parentDataProperty:"clearWhen",rootData})||
(vErrors=vErrors===null?validate35.errors:vErrors.concat(validate35.errors),errors=vErrors.length);var _valid0=_errs40===errors;if(valid5=
valid5||_valid0,!valid5){let _errs41=errors;if(errors===_errs41)if(data21&&typeof data21=="object"&&!Array.isArray(data21)){let missing2;
if(data21.normalFor===void 0&&(missing2="normalFor")){let err0={instancePath:instancePath+"/clearWhen",schemaPath:"#/properties/cl\
earWhen/anyOf/1/required",keyword:"required",params:{missingProperty:missing2},message:"must have required property '"+missing2+"'"};
vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else{let _errs43=errors;for(let key4 in data21)if(!(key4==="normalFor"||
key4==="note")){let err1={instancePath:instancePath+"/clearWhen",schemaPath:"#/properties/clearWhen/anyOf/1/additionalProperties",
keyword:"additionalProperties",params:{additionalProperty:key4},message:"must NOT have additional properties"};vErrors===null?vErrors=
[err1]:vErrors.push(err1),errors++;break}if(_errs43===errors){if(data21.normalFor!==void 0){let _errs44=errors;validate36(data21.normalFor,
{instancePath:instancePath+"/clearWhen/normalFor",parentData:data21,parentDataProperty:"normalFor",rootData})||(vErrors=vErrors===
null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid6=_errs44===errors}else var valid6=!0;if(valid6)
if(data21.note!==void 0){let data23=data21.note,_errs45=errors;if(errors===_errs45)if(typeof data23=="string"){if(!pattern0.test(data23)){
let err2={instancePath:instancePath+"/clearWhen/note",schemaPath:"#/properties/clearWhen/anyOf/1/properties/note/pattern",keyword:"\
pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}else{
let err3={instancePath:instancePath+"/clearWhen/note",schemaPath:"#/properties/clearWhen/anyOf/1/properties/note/type",keyword:"ty\
pe",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}var valid6=_errs45===
errors}else var valid6=!0}}}else{let err4={instancePath:instancePath+"/clearWhen",schemaPath:"#/properties/clearWhen/anyOf/1/type",
keyword:"type",params:{type:"object"},message:"must be object"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}var _valid0=_errs41===
errors;if(valid5=valid5||_valid0,!valid5){let _errs47=errors;if(typeof data21!="string"){let err5={instancePath:instancePath+"/cle\
arWhen",schemaPath:"#/properties/clearWhen/anyOf/2/type",keyword:"type",params:{type:"string"},message:"must be string"};vErrors===
null?vErrors=[err5]:vErrors.push(err5),errors++}if(data21!=="manual"){let err6={instancePath:instancePath+"/clearWhen",schemaPath:"\
#/properties/clearWhen/anyOf/2/const",keyword:"const",params:{allowedValue:"manual"},message:"must be equal to constant"};vErrors===
null?vErrors=[err6]:vErrors.push(err6),errors++}var _valid0=_errs47===errors;valid5=valid5||_valid0}}if(valid5)errors=_errs39,vErrors!==
null&&(_errs39?vErrors.length=_errs39:vErrors=null);else{let err7={instancePath:instancePath+"/clearWhen",schemaPath:"#/properties\
/clearWhen/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err7]:vErrors.push(
err7),errors++,validate21.errors=vErrors,!1}var valid0=_errs38===errors}else var valid0=!0;if(valid0){if(data.stepDownAfter!==void 0){
let _errs49=errors;validate36(data.stepDownAfter,{instancePath:instancePath+"/stepDownAfter",parentData:data,parentDataProperty:"s\
tepDownAfter",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid0=_errs49===
errors}else var valid0=!0;if(valid0){if(data.notify!==void 0){let data25=data.notify,_errs50=errors,_errs51=errors,valid7=!1,_errs52=errors;
if(errors===_errs52)if(typeof data25=="string"){if(!pattern0.test(data25)){let err8={instancePath:instancePath+"/notify",schemaPath:"\
#/properties/notify/anyOf/0/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'};vErrors===null?vErrors=
[err8]:vErrors.push(err8),errors++}}else{let err9={instancePath:instancePath+"/notify",schemaPath:"#/properties/notify/anyOf/0/typ\
e",keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}var _valid1=_errs52===
errors;if(valid7=valid7||_valid1,!valid7){let _errs54=errors;if(data25!==null){let err10={instancePath:instancePath+"/notify",schemaPath:"\
#/properties/notify/anyOf/1/type",keyword:"type",params:{type:"null"},message:"must be null"};vErrors===null?vErrors=[err10]:vErrors.
push(err10),errors++}var _valid1=_errs54===errors;if(valid7=valid7||_valid1,!valid7){let _errs56=errors;if(errors===_errs56)if(data25&&
typeof data25=="object"&&!Array.isArray(data25)){let _errs58=errors;for(let key5 in data25)if(!(key5==="critical"||key5==="major"||
key5==="minor"||key5==="info")){let err11={instancePath:instancePath+"/notify",schemaPath:"#/properties/notify/anyOf/2/additionalP\
roperties",keyword:"additionalProperties",params:{additionalProperty:key5},message:"must NOT have additional properties"};vErrors===
null?vErrors=[err11]:vErrors.push(err11),errors++;break}if(_errs58===errors){if(data25.critical!==void 0){let _errs59=errors;validate85(
data25.critical,{instancePath:instancePath+"/notify/critical",parentData:data25,parentDataProperty:"critical",rootData})||(vErrors=
vErrors===null?validate85.errors:vErrors.concat(validate85.errors),errors=vErrors.length);var valid8=_errs59===errors}else var valid8=!0;
if(valid8){if(data25.major!==void 0){let _errs60=errors;validate85(data25.major,{instancePath:instancePath+"/notify/major",parentData:data25,
parentDataProperty:"major",rootData})||(vErrors=vErrors===null?validate85.errors:vErrors.concat(validate85.errors),errors=vErrors.
length);var valid8=_errs60===errors}else var valid8=!0;if(valid8){if(data25.minor!==void 0){let _errs61=errors;validate85(data25.minor,
{instancePath:instancePath+"/notify/minor",parentData:data25,parentDataProperty:"minor",rootData})||(vErrors=vErrors===null?validate85.
errors:vErrors.concat(validate85.errors),errors=vErrors.length);var valid8=_errs61===errors}else var valid8=!0;if(valid8)if(data25.
info!==void 0){let _errs62=errors;validate85(data25.info,{instancePath:instancePath+"/notify/info",parentData:data25,parentDataProperty:"\
info",rootData})||(vErrors=vErrors===null?validate85.errors:vErrors.concat(validate85.errors),errors=vErrors.length);var valid8=_errs62===
errors}else var valid8=!0}}}}else{let err12={instancePath:instancePath+"/notify",schemaPath:"#/properties/notify/anyOf/2/type",keyword:"\
type",params:{type:"object"},message:"must be object"};vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}var _valid1=_errs56===
errors;valid7=valid7||_valid1}}if(valid7)errors=_errs51,vErrors!==null&&(_errs51?vErrors.length=_errs51:vErrors=null);else{let err13={
instancePath:instancePath+"/notify",schemaPath:"#/properties/notify/anyOf",keyword:"anyOf",params:{},message:"must match a schema \
in anyOf"};return vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++,validate21.errors=vErrors,!1}var valid0=_errs50===errors}else
var valid0=!0;if(valid0){if(data.message!==void 0){let data30=data.message,_errs63=errors;if(errors===_errs63)if(data30&&typeof data30==
"object"&&!Array.isArray(data30)){let missing3;if(data30.title===void 0&&(missing3="title"))return validate21.errors=[{instancePath:instancePath+
"/message",schemaPath:"#/properties/message/required",keyword:"required",params:{missingProperty:missing3},message:"must have requ\
ired property '"+missing3+"'"}],!1;{let _errs65=errors;for(let key6 in data30)if(!(key6==="title"||key6==="consequence"||key6==="f\
irstSteps"||key6==="runbook")){return validate21.errors=[{instancePath:instancePath+"/message",schemaPath:"#/properties/message/ad\
ditionalProperties",keyword:"additionalProperties",params:{additionalProperty:key6},message:"must NOT have additional properties"}],
!1;break}if(_errs65===errors){if(data30.title!==void 0){let data31=data30.title,_errs66=errors;if(errors===_errs66)if(typeof data31==
"string"){if(!pattern0.test(data31))return validate21.errors=[{instancePath:instancePath+"/message/title",schemaPath:"#/properties\
/message/properties/title/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else return validate21.
errors=[{instancePath:instancePath+"/message/title",schemaPath:"#/properties/message/properties/title/type",keyword:"type",params:{
type:"string"},message:"must be string"}],!1;var valid9=_errs66===errors}else var valid9=!0;if(valid9){if(data30.consequence!==void 0){
let data32=data30.consequence,_errs68=errors;if(errors===_errs68)if(typeof data32=="string"){if(!pattern0.test(data32))return validate21.
errors=[{instancePath:instancePath+"/message/consequence",schemaPath:"#/properties/message/properties/consequence/pattern",keyword:"\
pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else return validate21.errors=[{instancePath:instancePath+
"/message/consequence",schemaPath:"#/properties/message/properties/consequence/type",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid9=_errs68===errors}else var valid9=!0;if(valid9){if(data30.firstSteps!==void 0){let _errs70=errors;validate90(
data30.firstSteps,{instancePath:instancePath+"/message/firstSteps",parentData:data30,parentDataProperty:"firstSteps",rootData})||(vErrors=
vErrors===null?validate90.errors:vErrors.concat(validate90.errors),errors=vErrors.length);var valid9=_errs70===errors}else var valid9=!0;
if(valid9)if(data30.runbook!==void 0){let data34=data30.runbook,_errs71=errors;if(errors===_errs71)if(typeof data34=="string"){if(!pattern28.
test(data34))return validate21.errors=[{instancePath:instancePath+"/message/runbook",schemaPath:"#/properties/message/properties/r\
unbook/pattern",keyword:"pattern",params:{pattern:"^https://\\S+$"},message:'must match pattern "^https://\\S+$"'}],!1}else return validate21.
errors=[{instancePath:instancePath+"/message/runbook",schemaPath:"#/properties/message/properties/runbook/type",keyword:"type",params:{
type:"string"},message:"must be string"}],!1;var valid9=_errs71===errors}else var valid9=!0}}}}}else return validate21.errors=[{instancePath:instancePath+
"/message",schemaPath:"#/properties/message/type",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs63===
errors}else var valid0=!0;if(valid0){if(data.translations!==void 0){let data35=data.translations,_errs73=errors;if(errors===_errs73)
if(data35&&typeof data35=="object"&&!Array.isArray(data35)){let _errs75=errors;for(let key7 in data35)if(!pattern29.test(key7)){return validate21.
errors=[{instancePath:instancePath+"/translations",schemaPath:"#/properties/translations/additionalProperties",keyword:"additional\
Properties",params:{additionalProperty:key7},message:"must NOT have additional properties"}],!1;break}if(_errs75===errors){var valid10=!0;
for(let key8 in data35)if(pattern29.test(key8)){let data36=data35[key8],_errs76=errors;if(errors===_errs76)if(data36&&typeof data36==
"object"&&!Array.isArray(data36)){if(data36.title!==void 0){let data37=data36.title,_errs78=errors;if(errors===_errs78)if(typeof data37==
"string"){if(!pattern0.test(data37))return validate21.errors=[{instancePath:instancePath+"/translations/"+key8.replace(/~/g,"~0").
replace(/\//g,"~1")+"/title",schemaPath:"#/properties/translations/patternProperties/%5E%5Ba-z%5D%7B2%2C3%7D(-%5BA-Za-z0-9%5D%7B2%\
2C8%7D)%7B0%2C3%7D%24/properties/title/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else
return validate21.errors=[{instancePath:instancePath+"/translations/"+key8.replace(/~/g,"~0").replace(/\//g,"~1")+"/title",schemaPath:"\
#/properties/translations/patternProperties/%5E%5Ba-z%5D%7B2%2C3%7D(-%5BA-Za-z0-9%5D%7B2%2C8%7D)%7B0%2C3%7D%24/properties/title/ty\
pe",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid11=_errs78===errors}else var valid11=!0;if(valid11){
if(data36.consequence!==void 0){let data38=data36.consequence,_errs80=errors;if(errors===_errs80)if(typeof data38=="string"){if(!pattern0.
test(data38))return validate21.errors=[{instancePath:instancePath+"/translations/"+key8.replace(/~/g,"~0").replace(/\//g,"~1")+"/c\
onsequence",schemaPath:"#/properties/translations/patternProperties/%5E%5Ba-z%5D%7B2%2C3%7D(-%5BA-Za-z0-9%5D%7B2%2C8%7D)%7B0%2C3%7\
D%24/properties/consequence/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else return validate21.
errors=[{instancePath:instancePath+"/translations/"+key8.replace(/~/g,"~0").replace(/\//g,"~1")+"/consequence",schemaPath:"#/prope\
rties/translations/patternProperties/%5E%5Ba-z%5D%7B2%2C3%7D(-%5BA-Za-z0-9%5D%7B2%2C8%7D)%7B0%2C3%7D%24/properties/consequence/typ\
e",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid11=_errs80===errors}else var valid11=!0;if(valid11){
if(data36.firstSteps!==void 0){let _errs82=errors;validate90(data36.firstSteps,{instancePath:instancePath+"/translations/"+key8.replace(
/~/g,"~0").replace(/\//g,"~1")+"/firstSteps",parentData:data36,parentDataProperty:"firstSteps",rootData})||(vErrors=vErrors===null?
validate90.errors:vErrors.concat(validate90.errors),errors=vErrors.length);var valid11=_errs82===errors}else var valid11=!0;if(valid11)
if(data36.runbook!==void 0){let data40=data36.runbook,_errs83=errors;if(errors===_errs83)if(typeof data40=="string"){if(!pattern28.
test(data40))return validate21.errors=[{instancePath:instancePath+"/translations/"+key8.replace(/~/g,"~0").replace(/\//g,"~1")+"/r\
unbook",schemaPath:"#/properties/translations/patternProperties/%5E%5Ba-z%5D%7B2%2C3%7D(-%5BA-Za-z0-9%5D%7B2%2C8%7D)%7B0%2C3%7D%24\
/properties/runbook/pattern",keyword:"pattern",params:{pattern:"^https://\\S+$"},message:'must match pattern "^https://\\S+$"'}],!1}else
return validate21.errors=[{instancePath:instancePath+"/translations/"+key8.replace(/~/g,"~0").replace(/\//g,"~1")+"/runbook",schemaPath:"\
#/properties/translations/patternProperties/%5E%5Ba-z%5D%7B2%2C3%7D(-%5BA-Za-z0-9%5D%7B2%2C8%7D)%7B0%2C3%7D%24/properties/runbook/\
type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid11=_errs83===errors}else var valid11=!0}}}else return validate21.
errors=[{instancePath:instancePath+"/translations/"+key8.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/translati\
ons/patternProperties/%5E%5Ba-z%5D%7B2%2C3%7D(-%5BA-Za-z0-9%5D%7B2%2C8%7D)%7B0%2C3%7D%24/type",keyword:"type",params:{type:"object"},
message:"must be object"}],!1;var valid10=_errs76===errors;if(!valid10)break}}}else return validate21.errors=[{instancePath:instancePath+
"/translations",schemaPath:"#/properties/translations/type",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs73===
errors}else var valid0=!0;if(valid0){if(data.whileActive!==void 0){let data41=data.whileActive,_errs85=errors;if(errors===_errs85)
if(data41&&typeof data41=="object"&&!Array.isArray(data41)){let missing4;if(data41.hold===void 0&&(missing4="hold"))return validate21.
errors=[{instancePath:instancePath+"/whileActive",schemaPath:"#/properties/whileActive/required",keyword:"required",params:{missingProperty:missing4},
message:"must have required property '"+missing4+"'"}],!1;{let _errs87=errors;for(let key9 in data41)if(!(key9==="hold"||key9==="e\
xcept")){return validate21.errors=[{instancePath:instancePath+"/whileActive",schemaPath:"#/properties/whileActive/additionalProper\
ties",keyword:"additionalProperties",params:{additionalProperty:key9},message:"must NOT have additional properties"}],!1;break}if(_errs87===
errors){if(data41.hold!==void 0){let data42=data41.hold,_errs88=errors;if(typeof data42!="string")return validate21.errors=[{instancePath:instancePath+
"/whileActive/hold",schemaPath:"#/properties/whileActive/properties/hold/type",keyword:"type",params:{type:"string"},message:"must\
 be string"}],!1;if(data42!=="devices-behind-this-one")return validate21.errors=[{instancePath:instancePath+"/whileActive/hold",schemaPath:"\
#/properties/whileActive/properties/hold/enum",keyword:"enum",params:{allowedValues:schema6.properties.whileActive.properties.hold.
enum},message:"must be equal to one of the allowed values"}],!1;var valid12=_errs88===errors}else var valid12=!0;if(valid12)if(data41.
except!==void 0){let data43=data41.except,_errs90=errors;if(errors===_errs90)if(Array.isArray(data43)){if(data43.length<1)return validate21.
errors=[{instancePath:instancePath+"/whileActive/except",schemaPath:"#/properties/whileActive/properties/except/minItems",keyword:"\
minItems",params:{limit:1},message:"must NOT have fewer than 1 items"}],!1;{var valid13=!0;let len1=data43.length;for(let i1=0;i1<
len1;i1++){let _errs92=errors;validate33(data43[i1],{instancePath:instancePath+"/whileActive/except/"+i1,parentData:data43,parentDataProperty:i1,
rootData})||(vErrors=vErrors===null?validate33.errors:vErrors.concat(validate33.errors),errors=vErrors.length);var valid13=_errs92===
errors;if(!valid13)break}}}else return validate21.errors=[{instancePath:instancePath+"/whileActive/except",schemaPath:"#/propertie\
s/whileActive/properties/except/type",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid12=_errs90===errors}else
var valid12=!0}}}else return validate21.errors=[{instancePath:instancePath+"/whileActive",schemaPath:"#/properties/whileActive/typ\
e",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs85===errors}else var valid0=!0;if(valid0)if(data.
examples!==void 0){let data45=data.examples,_errs93=errors;if(errors===_errs93)if(Array.isArray(data45)){var valid14=!0;let len2=data45.
length;for(let i2=0;i2<len2;i2++){let data46=data45[i2],_errs95=errors;if(errors===_errs95)if(data46&&typeof data46=="object"&&!Array.
isArray(data46)){let missing5;if(data46.name===void 0&&(missing5="name")||data46.readings===void 0&&(missing5="readings")||data46.
expect===void 0&&(missing5="expect"))return validate21.errors=[{instancePath:instancePath+"/examples/"+i2,schemaPath:"#/properties\
/examples/items/required",keyword:"required",params:{missingProperty:missing5},message:"must have required property '"+missing5+"'"}],
!1;{let _errs97=errors;for(let key10 in data46)if(!(key10==="name"||key10==="note"||key10==="startsAt"||key10==="device"||key10===
"readings"||key10==="actions"||key10==="until"||key10==="expect")){return validate21.errors=[{instancePath:instancePath+"/examples\
/"+i2,schemaPath:"#/properties/examples/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key10},
message:"must NOT have additional properties"}],!1;break}if(_errs97===errors){if(data46.name!==void 0){let data47=data46.name,_errs98=errors;
if(errors===_errs98)if(typeof data47=="string"){if(!pattern0.test(data47))return validate21.errors=[{instancePath:instancePath+"/e\
xamples/"+i2+"/name",schemaPath:"#/properties/examples/items/properties/name/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'\
must match pattern "\\S"'}],!1}else return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/name",schemaPath:"#/pro\
perties/examples/items/properties/name/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid15=_errs98===
errors}else var valid15=!0;if(valid15){if(data46.note!==void 0){let data48=data46.note,_errs100=errors;if(errors===_errs100)if(typeof data48==
"string"){if(!pattern0.test(data48))return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/note",schemaPath:"#/pro\
perties/examples/items/properties/note/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else
return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/note",schemaPath:"#/properties/examples/items/properties/no\
te/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid15=_errs100===errors}else var valid15=!0;if(valid15){
if(data46.startsAt!==void 0){let _errs102=errors;validate22(data46.startsAt,{instancePath:instancePath+"/examples/"+i2+"/startsAt",
parentData:data46,parentDataProperty:"startsAt",rootData})||(vErrors=vErrors===null?validate22.errors:vErrors.concat(validate22.errors),
errors=vErrors.length);var valid15=_errs102===errors}else var valid15=!0;if(valid15){if(data46.device!==void 0){let data50=data46.
device,_errs103=errors;if(errors===_errs103)if(data50&&typeof data50=="object"&&!Array.isArray(data50)){let _errs105=errors;for(let key11 in data50)
if(!(key11==="id"||key11==="name"||key11==="tags"||key11==="properties")){return validate21.errors=[{instancePath:instancePath+"/e\
xamples/"+i2+"/device",schemaPath:"#/properties/examples/items/properties/device/additionalProperties",keyword:"additionalProperti\
es",params:{additionalProperty:key11},message:"must NOT have additional properties"}],!1;break}if(_errs105===errors){if(data50.id!==
void 0){let data51=data50.id,_errs106=errors;if(errors===_errs106)if(typeof data51=="string"){if(!pattern0.test(data51))return validate21.
errors=[{instancePath:instancePath+"/examples/"+i2+"/device/id",schemaPath:"#/properties/examples/items/properties/device/properti\
es/id/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else return validate21.errors=[{instancePath:instancePath+
"/examples/"+i2+"/device/id",schemaPath:"#/properties/examples/items/properties/device/properties/id/type",keyword:"type",params:{
type:"string"},message:"must be string"}],!1;var valid16=_errs106===errors}else var valid16=!0;if(valid16){if(data50.name!==void 0){
let data52=data50.name,_errs108=errors;if(errors===_errs108)if(typeof data52=="string"){if(!pattern0.test(data52))return validate21.
errors=[{instancePath:instancePath+"/examples/"+i2+"/device/name",schemaPath:"#/properties/examples/items/properties/device/proper\
ties/name/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else return validate21.errors=
[{instancePath:instancePath+"/examples/"+i2+"/device/name",schemaPath:"#/properties/examples/items/properties/device/properties/na\
me/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid16=_errs108===errors}else var valid16=!0;if(valid16){
if(data50.tags!==void 0){let data53=data50.tags,_errs110=errors;if(errors===_errs110)if(data53&&typeof data53=="object"&&!Array.isArray(
data53)){var valid17=!0;for(let key12 in data53)if(pattern9.test(key12)){let data54=data53[key12],_errs112=errors;if(errors===_errs112)
if(typeof data54=="string"){if(!pattern0.test(data54))return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/devic\
e/tags/"+key12.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/examples/items/properties/device/properties/tags/pa\
tternProperties/%5E.*%24/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'must match pattern "\\S"'}],!1}else return validate21.
errors=[{instancePath:instancePath+"/examples/"+i2+"/device/tags/"+key12.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/prop\
erties/examples/items/properties/device/properties/tags/patternProperties/%5E.*%24/type",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid17=_errs112===errors;if(!valid17)break}}else return validate21.errors=[{instancePath:instancePath+"/\
examples/"+i2+"/device/tags",schemaPath:"#/properties/examples/items/properties/device/properties/tags/type",keyword:"type",params:{
type:"object"},message:"must be object"}],!1;var valid16=_errs110===errors}else var valid16=!0;if(valid16)if(data50.properties!==void 0){
let data55=data50.properties,_errs114=errors;if(errors===_errs114)if(data55&&typeof data55=="object"&&!Array.isArray(data55)){var valid18=!0;
for(let key13 in data55)if(pattern9.test(key13)){let _errs116=errors;validate76(data55[key13],{instancePath:instancePath+"/example\
s/"+i2+"/device/properties/"+key13.replace(/~/g,"~0").replace(/\//g,"~1"),parentData:data55,parentDataProperty:key13,rootData})||(vErrors=
vErrors===null?validate76.errors:vErrors.concat(validate76.errors),errors=vErrors.length);var valid18=_errs116===errors;if(!valid18)
break}}else return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/device/properties",schemaPath:"#/properties/exa\
mples/items/properties/device/properties/properties/type",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid16=_errs114===
errors}else var valid16=!0}}}}else return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/device",schemaPath:"#/pr\
operties/examples/items/properties/device/type",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid15=_errs103===
errors}else var valid15=!0;if(valid15){if(data46.readings!==void 0){let data57=data46.readings,_errs117=errors;if(errors===_errs117)
if(Array.isArray(data57)){var valid19=!0;let len3=data57.length;for(let i3=0;i3<len3;i3++){let data58=data57[i3],_errs119=errors;if(errors===
_errs119)if(data58&&typeof data58=="object"&&!Array.isArray(data58)){let _errs121=errors;for(let key14 in data58)if(!(key14==="at"||
key14==="from"||key14==="to"||key14==="every"||key14==="connection")){let data59=data58[key14],_errs122=errors,_errs123=errors,valid21=!1,
_errs124=errors;if(!(typeof data59=="number"&&isFinite(data59))){let err14={instancePath:instancePath+"/examples/"+i2+"/readings/"+
i3+"/"+key14.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/examples/items/properties/readings/items/additionalPr\
operties/anyOf/0/type",keyword:"type",params:{type:"number"},message:"must be number"};vErrors===null?vErrors=[err14]:vErrors.push(
err14),errors++}var _valid2=_errs124===errors;if(valid21=valid21||_valid2,!valid21){let _errs126=errors;if(typeof data59!="string"){
let err15={instancePath:instancePath+"/examples/"+i2+"/readings/"+i3+"/"+key14.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"\
#/properties/examples/items/properties/readings/items/additionalProperties/anyOf/1/type",keyword:"type",params:{type:"string"},message:"\
must be string"};vErrors===null?vErrors=[err15]:vErrors.push(err15),errors++}var _valid2=_errs126===errors;if(valid21=valid21||_valid2,
!valid21){let _errs128=errors;if(typeof data59!="boolean"){let err16={instancePath:instancePath+"/examples/"+i2+"/readings/"+i3+"/"+
key14.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/examples/items/properties/readings/items/additionalPropertie\
s/anyOf/2/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};vErrors===null?vErrors=[err16]:vErrors.push(err16),
errors++}var _valid2=_errs128===errors;if(valid21=valid21||_valid2,!valid21){let _errs130=errors;if(errors===_errs130)if(Array.isArray(
data59))if(data59.length>2){let err17={instancePath:instancePath+"/examples/"+i2+"/readings/"+i3+"/"+key14.replace(/~/g,"~0").replace(
/\//g,"~1"),schemaPath:"#/properties/examples/items/properties/readings/items/additionalProperties/anyOf/3/maxItems",keyword:"maxI\
tems",params:{limit:2},message:"must NOT have more than 2 items"};vErrors===null?vErrors=[err17]:vErrors.push(err17),errors++}else if(data59.
length<2){let err18={instancePath:instancePath+"/examples/"+i2+"/readings/"+i3+"/"+key14.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"\
#/properties/examples/items/properties/readings/items/additionalProperties/anyOf/3/minItems",keyword:"minItems",params:{limit:2},message:"\
must NOT have fewer than 2 items"};vErrors===null?vErrors=[err18]:vErrors.push(err18),errors++}else{var valid22=!0;let len4=data59.
length;for(let i4=0;i4<len4;i4++){let data60=data59[i4],_errs132=errors;if(!(typeof data60=="number"&&isFinite(data60))){let err19={
instancePath:instancePath+"/examples/"+i2+"/readings/"+i3+"/"+key14.replace(/~/g,"~0").replace(/\//g,"~1")+"/"+i4,schemaPath:"#/pr\
operties/examples/items/properties/readings/items/additionalProperties/anyOf/3/items/type",keyword:"type",params:{type:"number"},message:"\
must be number"};vErrors===null?vErrors=[err19]:vErrors.push(err19),errors++}var valid22=_errs132===errors;if(!valid22)break}}else{
let err20={instancePath:instancePath+"/examples/"+i2+"/readings/"+i3+"/"+key14.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"\
#/properties/examples/items/properties/readings/items/additionalProperties/anyOf/3/type",keyword:"type",params:{type:"array"},message:"\
must be array"};vErrors===null?vErrors=[err20]:vErrors.push(err20),errors++}var _valid2=_errs130===errors;if(valid21=valid21||_valid2,
!valid21){let _errs134=errors;if(errors===_errs134)if(data59&&typeof data59=="object"&&!Array.isArray(data59)){let missing6;if(data59.
normal===void 0&&(missing6="normal")||data59.spread===void 0&&(missing6="spread")){let err21={instancePath:instancePath+"/examples\
/"+i2+"/readings/"+i3+"/"+key14.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/examples/items/properties/readings\
/items/additionalProperties/anyOf/4/required",keyword:"required",params:{missingProperty:missing6},message:"must have required pro\
perty '"+missing6+"'"};vErrors===null?vErrors=[err21]:vErrors.push(err21),errors++}else{let _errs136=errors;for(let key15 in data59)
if(!(key15==="normal"||key15==="spread")){let err22={instancePath:instancePath+"/examples/"+i2+"/readings/"+i3+"/"+key14.replace(/~/g,
"~0").replace(/\//g,"~1"),schemaPath:"#/properties/examples/items/properties/readings/items/additionalProperties/anyOf/4/additiona\
lProperties",keyword:"additionalProperties",params:{additionalProperty:key15},message:"must NOT have additional properties"};vErrors===
null?vErrors=[err22]:vErrors.push(err22),errors++;break}if(_errs136===errors){if(data59.normal!==void 0){let data61=data59.normal,
_errs137=errors;if(!(typeof data61=="number"&&isFinite(data61))){let err23={instancePath:instancePath+"/examples/"+i2+"/readings/"+
i3+"/"+key14.replace(/~/g,"~0").replace(/\//g,"~1")+"/normal",schemaPath:"#/properties/examples/items/properties/readings/items/ad\
ditionalProperties/anyOf/4/properties/normal/type",keyword:"type",params:{type:"number"},message:"must be number"};vErrors===null?
vErrors=[err23]:vErrors.push(err23),errors++}var valid23=_errs137===errors}else var valid23=!0;if(valid23)if(data59.spread!==void 0){
let data62=data59.spread,_errs139=errors;if(!(typeof data62=="number"&&isFinite(data62))){let err24={instancePath:instancePath+"/e\
xamples/"+i2+"/readings/"+i3+"/"+key14.replace(/~/g,"~0").replace(/\//g,"~1")+"/spread",schemaPath:"#/properties/examples/items/pr\
operties/readings/items/additionalProperties/anyOf/4/properties/spread/type",keyword:"type",params:{type:"number"},message:"must b\
e number"};vErrors===null?vErrors=[err24]:vErrors.push(err24),errors++}var valid23=_errs139===errors}else var valid23=!0}}}else{let err25={
instancePath:instancePath+"/examples/"+i2+"/readings/"+i3+"/"+key14.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/propertie\
s/examples/items/properties/readings/items/additionalProperties/anyOf/4/type",keyword:"type",params:{type:"object"},message:"must \
be object"};vErrors===null?vErrors=[err25]:vErrors.push(err25),errors++}var _valid2=_errs134===errors;valid21=valid21||_valid2}}}}
if(valid21)errors=_errs123,vErrors!==null&&(_errs123?vErrors.length=_errs123:vErrors=null);else{let err26={instancePath:instancePath+
"/examples/"+i2+"/readings/"+i3+"/"+key14.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/examples/items/propertie\
s/readings/items/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?
vErrors=[err26]:vErrors.push(err26),errors++,validate21.errors=vErrors,!1}var valid20=_errs122===errors;if(!valid20)break}if(_errs121===
errors){if(data58.at!==void 0){let _errs141=errors;validate36(data58.at,{instancePath:instancePath+"/examples/"+i2+"/readings/"+i3+
"/at",parentData:data58,parentDataProperty:"at",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),
errors=vErrors.length);var valid24=_errs141===errors}else var valid24=!0;if(valid24){if(data58.from!==void 0){let _errs142=errors;
validate36(data58.from,{instancePath:instancePath+"/examples/"+i2+"/readings/"+i3+"/from",parentData:data58,parentDataProperty:"fr\
om",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid24=_errs142===
errors}else var valid24=!0;if(valid24){if(data58.to!==void 0){let _errs143=errors;validate36(data58.to,{instancePath:instancePath+
"/examples/"+i2+"/readings/"+i3+"/to",parentData:data58,parentDataProperty:"to",rootData})||(vErrors=vErrors===null?validate36.errors:
vErrors.concat(validate36.errors),errors=vErrors.length);var valid24=_errs143===errors}else var valid24=!0;if(valid24){if(data58.every!==
void 0){let _errs144=errors;validate36(data58.every,{instancePath:instancePath+"/examples/"+i2+"/readings/"+i3+"/every",parentData:data58,
parentDataProperty:"every",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.
length);var valid24=_errs144===errors}else var valid24=!0;if(valid24)if(data58.connection!==void 0){let data67=data58.connection,_errs145=errors;
if(typeof data67!="string")return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/readings/"+i3+"/connection",schemaPath:"\
#/properties/examples/items/properties/readings/items/properties/connection/type",keyword:"type",params:{type:"string"},message:"m\
ust be string"}],!1;if(!(data67==="connected"||data67==="disconnected"))return validate21.errors=[{instancePath:instancePath+"/exa\
mples/"+i2+"/readings/"+i3+"/connection",schemaPath:"#/properties/examples/items/properties/readings/items/properties/connection/e\
num",keyword:"enum",params:{allowedValues:schema6.properties.examples.items.properties.readings.items.properties.connection.enum},
message:"must be equal to one of the allowed values"}],!1;var valid24=_errs145===errors}else var valid24=!0}}}}}else return validate21.
errors=[{instancePath:instancePath+"/examples/"+i2+"/readings/"+i3,schemaPath:"#/properties/examples/items/properties/readings/ite\
ms/type",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid19=_errs119===errors;if(!valid19)break}}else
return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/readings",schemaPath:"#/properties/examples/items/propertie\
s/readings/type",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid15=_errs117===errors}else var valid15=!0;
if(valid15){if(data46.actions!==void 0){let data68=data46.actions,_errs147=errors;if(errors===_errs147)if(Array.isArray(data68)){var valid25=!0;
let len5=data68.length;for(let i5=0;i5<len5;i5++){let data69=data68[i5],_errs149=errors;if(errors===_errs149)if(data69&&typeof data69==
"object"&&!Array.isArray(data69)){let missing7;if(data69.at===void 0&&(missing7="at")||data69.do===void 0&&(missing7="do"))return validate21.
errors=[{instancePath:instancePath+"/examples/"+i2+"/actions/"+i5,schemaPath:"#/properties/examples/items/properties/actions/items\
/required",keyword:"required",params:{missingProperty:missing7},message:"must have required property '"+missing7+"'"}],!1;{let _errs151=errors;
for(let key16 in data69)if(!(key16==="at"||key16==="do"||key16==="note")){return validate21.errors=[{instancePath:instancePath+"/e\
xamples/"+i2+"/actions/"+i5,schemaPath:"#/properties/examples/items/properties/actions/items/additionalProperties",keyword:"additi\
onalProperties",params:{additionalProperty:key16},message:"must NOT have additional properties"}],!1;break}if(_errs151===errors){if(data69.
at!==void 0){let _errs152=errors;validate36(data69.at,{instancePath:instancePath+"/examples/"+i2+"/actions/"+i5+"/at",parentData:data69,
parentDataProperty:"at",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);
var valid26=_errs152===errors}else var valid26=!0;if(valid26){if(data69.do!==void 0){let data71=data69.do,_errs153=errors;if(typeof data71!=
"string")return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/actions/"+i5+"/do",schemaPath:"#/properties/exampl\
es/items/properties/actions/items/properties/do/type",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(!(data71===
"reset"||data71==="acknowledge"||data71==="shelve"))return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/actions\
/"+i5+"/do",schemaPath:"#/properties/examples/items/properties/actions/items/properties/do/enum",keyword:"enum",params:{allowedValues:schema6.
properties.examples.items.properties.actions.items.properties.do.enum},message:"must be equal to one of the allowed values"}],!1;var valid26=_errs153===
errors}else var valid26=!0;if(valid26)if(data69.note!==void 0){let data72=data69.note,_errs155=errors;if(errors===_errs155)if(typeof data72==
"string"){if(!pattern0.test(data72))return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/actions/"+i5+"/note",schemaPath:"\
#/properties/examples/items/properties/actions/items/properties/note/pattern",keyword:"pattern",params:{pattern:"\\S"},message:'mu\
st match pattern "\\S"'}],!1}else return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/actions/"+i5+"/note",schemaPath:"\
#/properties/examples/items/properties/actions/items/properties/note/type",keyword:"type",params:{type:"string"},message:"must be \
string"}],!1;var valid26=_errs155===errors}else var valid26=!0}}}}else return validate21.errors=[{instancePath:instancePath+"/exam\
ples/"+i2+"/actions/"+i5,schemaPath:"#/properties/examples/items/properties/actions/items/type",keyword:"type",params:{type:"objec\
t"},message:"must be object"}],!1;var valid25=_errs149===errors;if(!valid25)break}}else return validate21.errors=[{instancePath:instancePath+
"/examples/"+i2+"/actions",schemaPath:"#/properties/examples/items/properties/actions/type",keyword:"type",params:{type:"array"},message:"\
must be array"}],!1;var valid15=_errs147===errors}else var valid15=!0;if(valid15){if(data46.until!==void 0){let _errs157=errors;validate36(
data46.until,{instancePath:instancePath+"/examples/"+i2+"/until",parentData:data46,parentDataProperty:"until",rootData})||(vErrors=
vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid15=_errs157===errors}else var valid15=!0;
if(valid15)if(data46.expect!==void 0){let data74=data46.expect,_errs158=errors;if(errors===_errs158)if(Array.isArray(data74)){var valid27=!0;
let len6=data74.length;for(let i6=0;i6<len6;i6++){let data75=data74[i6],_errs160=errors;if(errors===_errs160)if(data75&&typeof data75==
"object"&&!Array.isArray(data75)){let missing8;if(data75.state===void 0&&(missing8="state"))return validate21.errors=[{instancePath:instancePath+
"/examples/"+i2+"/expect/"+i6,schemaPath:"#/properties/examples/items/properties/expect/items/required",keyword:"required",params:{
missingProperty:missing8},message:"must have required property '"+missing8+"'"}],!1;{let _errs162=errors;for(let key17 in data75)if(!(key17===
"at"||key17==="by"||key17==="state")){return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/expect/"+i6,schemaPath:"\
#/properties/examples/items/properties/expect/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:key17},
message:"must NOT have additional properties"}],!1;break}if(_errs162===errors){if(data75.at!==void 0){let _errs163=errors;validate36(
data75.at,{instancePath:instancePath+"/examples/"+i2+"/expect/"+i6+"/at",parentData:data75,parentDataProperty:"at",rootData})||(vErrors=
vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length);var valid28=_errs163===errors}else var valid28=!0;
if(valid28){if(data75.by!==void 0){let _errs164=errors;validate36(data75.by,{instancePath:instancePath+"/examples/"+i2+"/expect/"+
i6+"/by",parentData:data75,parentDataProperty:"by",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.
errors),errors=vErrors.length);var valid28=_errs164===errors}else var valid28=!0;if(valid28)if(data75.state!==void 0){let data78=data75.
state,_errs165=errors;if(typeof data78!="string")return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/expect/"+i6+
"/state",schemaPath:"#/properties/examples/items/properties/expect/items/properties/state/type",keyword:"type",params:{type:"strin\
g"},message:"must be string"}],!1;if(!(data78==="critical"||data78==="major"||data78==="minor"||data78==="info"||data78==="normal"))
return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/expect/"+i6+"/state",schemaPath:"#/properties/examples/item\
s/properties/expect/items/properties/state/enum",keyword:"enum",params:{allowedValues:schema6.properties.examples.items.properties.
expect.items.properties.state.enum},message:"must be equal to one of the allowed values"}],!1;var valid28=_errs165===errors}else var valid28=!0}}}}else
return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/expect/"+i6,schemaPath:"#/properties/examples/items/propert\
ies/expect/items/type",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid27=_errs160===errors;if(!valid27)
break}}else return validate21.errors=[{instancePath:instancePath+"/examples/"+i2+"/expect",schemaPath:"#/properties/examples/items\
/properties/expect/type",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid15=_errs158===errors}else var valid15=!0}}}}}}}}}else
return validate21.errors=[{instancePath:instancePath+"/examples/"+i2,schemaPath:"#/properties/examples/items/type",keyword:"type",
params:{type:"object"},message:"must be object"}],!1;var valid14=_errs95===errors;if(!valid14)break}}else return validate21.errors=
[{instancePath:instancePath+"/examples",schemaPath:"#/properties/examples/type",keyword:"type",params:{type:"array"},message:"must\
 be array"}],!1;var valid0=_errs93===errors}else var valid0=!0}}}}}}}}}}}}}}}}}}else return validate21.errors=[{instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate21.errors=vErrors,errors===0}
interface RuleValidator {
  (value: unknown): boolean;
  /** Of the last call. */
  errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;
}
/** Whether a value is as `RuleSchema` says. */
const validateRule: RuleValidator = validate;
export { validateRule };
