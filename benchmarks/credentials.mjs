// Reads credentials by two other libraries: node credentials.mjs FOLDER, then a file a line on stdin:
// [path, media type, path of credentials beside it or null]. One JSON a line on stdout.
//
// FOLDER/node_modules has @contentauth/c2pa-wasm (the library that Muse signs by, for browsers) and
// @trustnxt/c2pa-ts (another one, of nothing but TypeScript); what isn't there is left out.
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import { pathToFileURL } from 'node:url'

const modules = path.join(process.argv[2], 'node_modules')
const at = (...parts) => pathToFileURL(path.join(modules, ...parts)).href

async function wasm() {
  const folder = path.join(modules, '@contentauth/c2pa-wasm/pkg')
  if (!fs.existsSync(folder)) return null
  const library = await import(at('@contentauth/c2pa-wasm/pkg/c2pa.js'))
  library.initSync({ module: fs.readFileSync(path.join(folder, 'c2pa_bg.wasm')) })
  return async (data, type) => {
    const reader = await library.WasmReader.fromBytes(type, data)
    return JSON.parse(reader.json()).validation_state
  }
}

/** A file as it is, and credentials that were found in it or beside it. */
class Bare {
  constructor(data, jumbf) {
    this.data = data
    this.jumbf = jumbf
    this.mimeType = 'application/octet-stream'
  }
  getDataLength() { return this.data.length }
  async getDataRange(start = 0, length = this.data.length - start) {
    return this.data.subarray(start, start + length)
  }
  getManifestJUMBF() { return this.jumbf }
  dumpInfo() { return '' }
}

/** What an extension of a GIF holds, without the lengths of its pieces. */
function joined(data) {
  const pieces = []
  let place = data.indexOf('C2PA_GIF') + 11
  while (place > 10 && data[place]) {
    pieces.push(data.subarray(place + 1, place + 1 + data[place]))
    place += 1 + data[place]
  }
  return Buffer.concat(pieces)
}

/** Credentials that stand in one piece in a file, as they are or in Base64. */
function found(data) {
  if (data.subarray(0, 4).toString() === 'GIF8') data = joined(data)
  const place = data.indexOf('jumb')
  if (place >= 4) return data.subarray(place - 4, place - 4 + data.readUInt32BE(place - 4))
  const coded = /<script type="application\/c2pa">([A-Za-z0-9+/=]+)</.exec(data.toString('latin1'))
    ?? /<c2pa:manifest>([A-Za-z0-9+/=]+)</.exec(data.toString('latin1'))
  return coded ? Buffer.from(coded[1], 'base64') : null
}

async function typescript() {
  if (!fs.existsSync(path.join(modules, '@trustnxt/c2pa-ts'))) return null
  const [assets, jumbf, manifest] = await Promise.all(
    ['asset', 'jumbf', 'manifest'].map((name) => import(at('@trustnxt/c2pa-ts/dist', name, 'index.js'))))
  assets.BMFF.canReadBrands.add('isom') // it knows HEIC alone, whose boxes are those of MP4
  const kinds = [assets.PNG, assets.JPEG, assets.BMFF]
  return async (data, beside) => {
    const kind = beside ? null : kinds.find((each) => each.canRead(data))
    const asset = kind ? new kind(data) : new Bare(data, beside ?? found(data))
    const given = asset.getManifestJUMBF()
    if (!given) return 'not found by it'
    const store = manifest.ManifestStore.read(jumbf.SuperBox.fromBuffer(new Uint8Array(given)))
    const result = await store.validate(asset)
    const wrong = result.statusEntries.filter((each) => !each.success).map((each) => each.code)
    return result.isValid ? 'Valid' : `Invalid: ${wrong.join(' ')}`
  }
}

// It doesn't know how a ZIP is hashed, and says Valid of a changed one, too.
const ARCHIVES = new Set(['zip', 'docx', 'application/epub+zip'])

const told = async (work) => {
  try {
    return await work()
  } catch (error) {
    return String(error?.message ?? error).slice(0, 90)
  }
}

const [first, second] = [await wasm(), await typescript()]
for await (const line of readline.createInterface({ input: process.stdin })) {
  const [file, type, side] = JSON.parse(line)
  const data = fs.readFileSync(file)
  const beside = side ? fs.readFileSync(side) : null
  console.log(JSON.stringify({
    file,
    wasm: first && !beside && type ? await told(() => first(data, type)) : '-',
    typescript: second && !ARCHIVES.has(type) ? await told(() => second(data, beside)) : '-',
  }))
}
