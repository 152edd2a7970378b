// Talks with the server as any agent's host does: by the client of the public SDK, which holds each message against its own types.
//
//   node mcp_sdk.mjs COMMAND ARGUMENT...     in a folder with node_modules
//
// Prints what it was told, a line each.
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const require = createRequire(process.cwd() + '/');
const sdk = (file) => import(pathToFileURL(require.resolve('@modelcontextprotocol/sdk/' + file)));
const {Client} = await sdk('client/index.js');
const {StdioClientTransport} = await sdk('client/stdio.js');
const types = await sdk('types.js');

const [command, ...args] = process.argv.slice(2);
const client = new Client({name: 'a-test', version: '1'});
await client.connect(new StdioClientTransport({command, args}));

const call = async (name, given) => {
  const result = await client.callTool({name, arguments: given});
  types.CallToolResultSchema.parse(result);
  return result;
};
const verdict = async (given) => (await call('may', given)).structuredContent.answer.verdict;
const error = async (asked) => asked.then(() => 'no error', (e) => `${e.constructor.name} ${e.code}`);

console.log('server', client.getServerVersion().name, typeof client.getInstructions());
console.log('capabilities', JSON.stringify(client.getServerCapabilities()));
await client.ping();
const {tools} = await client.listTools();
tools.forEach((tool) => types.ToolSchema.parse(tool));
console.log('tools', tools.map((tool) => tool.name).join(' '));
const ada = {
  prospect: 'ada',
  channel: 'phone',
  purpose: 'check_in'
};
console.log('ask', await verdict(ada));
console.log('record', (await call('record', {...ada, outcome: 'no_answer'})).structuredContent.answer.already);
console.log('ask', await verdict(ada));
console.log('next', (await call('next', {})).structuredContent.answer.decisions.length);
console.log('explain', (await call('explain', {prospect: 'ada'})).isError);
console.log('preview', (await call('preview', {starts: 'asked'})).isError);
console.log('check', (await call('check', {})).structuredContent.answer.errors);
console.log('wrong', (await call('may', {prospect: 'ada'})).isError);
console.log('no tool', await error(client.callTool({name: 'call', arguments: {}})));
console.log('no method', await error(client.listResources()));
console.log('unknown', await error(client.request({method: 'no/such'}, types.EmptyResultSchema)));
await client.close();
