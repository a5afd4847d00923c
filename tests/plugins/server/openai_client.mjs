// OpenAI's client for Node against a server of Muse; prints what works as JSON.
//
//     npm install --no-save openai  (in this folder, or in the one given last)
//     muse serve --port 7860 &
//     node tests/plugins/server/openai_client.mjs http://127.0.0.1:7860 [FOLDER]

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import path from "node:path";

const [address, folder] = process.argv.slice(2);
const from = folder ? path.join(path.resolve(folder), "x.js") : fileURLToPath(import.meta.url);
const openai = createRequire(from)("openai");
const OpenAI = openai.OpenAI ?? openai.default;
const client = new OpenAI({
  baseURL: `${address}/v1`,
  apiKey: process.env.MUSE_TOKEN ?? "unused",
  maxRetries: 0,
});
const small = { prompt: "a lake at dawn", size: "64x64" };
const messages = [{ role: "user", content: "a poem about the sea" }];
const haiku = { form: "poem", verse: "haiku", seed: 3 };

function must(true_, what) {
  if (!true_) throw new Error(`expected ${what}`);
}

const bytes = (text) => Buffer.from(text, "base64");
const rows = [];

async function check(call, work) {
  try {
    await work();
    rows.push({ call, works: true });
  } catch (error) {
    rows.push({ call, works: false, error: String(error) });
  }
}

await check("models.list", async () => {
  const names = [];
  for await (const model of client.models.list()) names.push(model.id);
  must(names.includes("image.sketch"), "image.sketch");
});
await check("models.retrieve", async () => {
  must((await client.models.retrieve("gpt-image-1")).muse.generator, "a generator");
});
let picture;
await check("images.generate", async () => {
  const asked = client.images.generate({ ...small, model: "gpt-image-1", n: 2, seed: 7 });
  const { data: made, response } = await asked.withResponse();
  must(response.headers.get("x-muse-model") === "image.sketch", "the header");
  must(made.data.length === 2, "two pictures");
  picture = bytes(made.data[0].b64_json);
  must(picture.subarray(1, 4).toString() === "PNG", "a PNG");
});
await check("images.generate stream", async () => {
  const kinds = [];
  const stream = await client.images.generate({ ...small, stream: true, partial_images: 2 });
  for await (const event of stream) kinds.push(event.type);
  must(kinds.at(-1) === "image_generation.completed", "a picture");
});
await check("images.edit", async () => {
  const image = await OpenAI.toFile(picture, "a.png", { type: "image/png" });
  const made = await client.images.edit({ ...small, image, detail: "draft" });
  must(made.size === "64x64", "the size");
});
await check("images.createVariation", async () => {
  const image = await OpenAI.toFile(picture, "a.png", { type: "image/png" });
  const made = await client.images.createVariation({ image, n: 2, size: "64x64" });
  must(made.data.length === 2, "two pictures");
});
let whole;
await check("chat.completions.create", async () => {
  const made = await client.chat.completions.create({ model: "gpt-4o", messages, ...haiku });
  whole = made.choices[0].message.content;
  must(whole.startsWith("# ") && made.usage.completion_tokens > 9, "a poem");
});
await check("chat.completions.create stream", async () => {
  let text = "", usage;
  const stream = await client.chat.completions.create({
    model: "gpt-4o", messages, ...haiku, stream: true, stream_options: { include_usage: true },
  });
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? "";
    usage = chunk.usage ?? usage;
  }
  must(text === whole && usage.total_tokens > 9, "the same poem");
});
await check("completions.create", async () => {
  const made = await client.completions.create({ model: "gpt-4", prompt: "a poem", stop: "\n\n" });
  must(made.choices[0].text && !made.choices[0].text.includes("\n\n"), "a title");
});
await check("audio.speech.create 404", async () => {
  try {
    await client.audio.speech.create({ model: "tts-1", voice: "alloy", input: "hello" });
  } catch (error) {
    must(error instanceof OpenAI.NotFoundError, "not found");
    must(error.message.includes("pip install"), "the command");
    return;
  }
  throw new Error("expected an error");
});
await check("errors", async () => {
  try {
    await client.images.generate({ ...small, hue: 3 });
  } catch (error) {
    must(error instanceof OpenAI.BadRequestError && error.param === "hue", "the field");
    must(error.headers.get("x-should-retry") === "false", "no retry");
    return;
  }
  throw new Error("expected an error");
});
await check("music/generations", async () => {
  const made = await client.post("/music/generations", {
    body: { prompt: "a waltz", bars: 2, output_format: "mid" },
  });
  must(bytes(made.data[0].b64_json).subarray(0, 4).toString() === "MThd", "MIDI");
});
if (client.videos) {
  await check("videos.create, retrieve, downloadContent, delete", async () => {
    let video = await client.videos.create({ ...small, model: "sora-2", seconds: "4", fps: 2 });
    while (["queued", "in_progress"].includes(video.status)) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      video = await client.videos.retrieve(video.id);
    }
    must(video.status === "completed", "it done");
    const content = await client.videos.downloadContent(video.id);
    const data = Buffer.from(await content.arrayBuffer());
    must(data.subarray(8, 12).toString() === "WEBP", "a WebP");
    must((await client.videos.delete(video.id)).deleted, "it gone");
  });
}
console.log(JSON.stringify(rows, null, 1));
process.exit(rows.every((row) => row.works) ? 0 : 1);
