// Starts a PLC directory and a PDS, both on this machine only, then prints READY.
// SIGTERM ends both, and so does the end of standard input: whoever started this may have been killed.
// Environment: PDS_PORT, PLC_PORT, PDS_DATA (an empty folder), PDS_JWT_SECRET.
import crypto from 'node:crypto'
import net from 'node:net'
import path from 'node:path'
import { PDS } from '@atproto/pds'
import plc from '@did-plc/server'

// Neither server has an option for the address it listens on; without this they would listen on every one.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (...given) {
  return typeof given[0] === 'number'
    ? listen.call(this, { port: given[0], host: '127.0.0.1' }, ...given.filter((one) => typeof one === 'function'))
    : listen.apply(this, given)
}

const port = Number(process.env.PDS_PORT)
const plcPort = Number(process.env.PLC_PORT)
const data = process.env.PDS_DATA

const directory = plc.PlcServer.create({ db: plc.Database.mock(), port: plcPort })
await directory.start()
const pds = await PDS.fromEnv({
  devMode: true,
  port,
  hostname: 'localhost',
  dataDirectory: data,
  blobstoreDiskLocation: path.join(data, 'blobs'),
  didPlcUrl: `http://localhost:${plcPort}`,
  serviceHandleDomains: ['.test'],
  adminPassword: crypto.randomBytes(16).toString('hex'),
  jwtSecret: process.env.PDS_JWT_SECRET,
  plcRotationKeyK256PrivateKeyHex: crypto.randomBytes(32).toString('hex'),
  inviteRequired: false,
  disableSsrfProtection: true,
  enableDidDocWithSession: true,
  rateLimitsEnabled: false,
})
await pds.start()
console.log('READY')

let stopping = false
async function stop() {
  if (stopping) return
  stopping = true
  await pds.destroy()
  await directory.destroy()
  process.exit(0)
}
process.on('SIGTERM', stop)
process.stdin.on('end', stop).resume()
