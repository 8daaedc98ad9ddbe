import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { GatheringSocket } from './gathering-socket.ts';

let server: Server;
let packets: string[];
beforeEach(async () => {
  packets = [];
  server = createServer((socket) => socket.on('data', (data) => packets.push(String(data)))).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => { await once(server.close(), 'close'); });

test('what is written in one turn is one packet, what is written in the next another, and order is kept', async () => {
  const socket = new GatheringSocket().setNoDelay(true).connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('begin; ');
  socket.write('select 1; ');
  await Promise.resolve();
  socket.write('select 2; ');
  while (packets.length < 1) await setImmediate();
  expect(packets).toEqual(['begin; select 1; select 2; ']);
  socket.write('commit');
  socket.end();
  await once(socket, 'close');
  expect(packets).toEqual(['begin; select 1; select 2; ', 'commit']);
});
