// What a program does that was written for OpenAI: nothing in here knows whom it talks to. Prints
// one JSON object; the test that runs it says what must be in it.
import OpenAI, { APIError, AuthenticationError, NotFoundError } from "openai";

const { BASE_URL, API_KEY, MODEL, PERSONA } = process.env;
const client = new OpenAI({ baseURL: BASE_URL, apiKey: API_KEY, maxRetries: 0 });
const hello = [{ role: "user", content: "Hello" }];
const tools = [
  {
    type: "function",
    function: {
      name: "weather",
      description: "The weather somewhere",
      parameters: { type: "object", properties: { city: { type: "string" } } },
    },
  },
];

async function failure(work) {
  try {
    await work();
    return null;
  } catch (error) {
    return {
      api: error instanceof APIError,
      authentication: error instanceof AuthenticationError,
      notFound: error instanceof NotFoundError,
      status: error.status ?? null,
      code: error.code ?? null,
      type: error.type ?? null,
      message: error.message,
    };
  }
}

const scenarios = {
  async models() {
    const ids = [];
    for await (const model of client.models.list()) {
      ids.push(model.id);
    }
    return { ids, one: await client.models.retrieve(PERSONA) };
  },
  async whole() {
    const completion = await client.chat.completions.create({ model: MODEL, messages: hello });
    return completion;
  },
  async persona() {
    const completion = await client.chat.completions.create({ model: PERSONA, messages: hello });
    return completion;
  },
  async stream() {
    const arrived = [];
    const start = performance.now();
    const stream = await client.chat.completions.create({
      model: MODEL,
      messages: hello,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    let usage = null;
    let model = null;
    for await (const chunk of stream) {
      arrived.push(performance.now() - start);
      model = chunk.model;
      text += chunk.choices[0]?.delta?.content ?? "";
      usage = chunk.usage ?? usage;
    }
    return { text, usage, model, chunks: arrived.length, spread: arrived.at(-1) - arrived[0] };
  },
  async quiet() {
    const stream = await client.chat.completions.create({
      model: MODEL,
      messages: hello,
      stream: true,
    });
    let text = "";
    let usages = 0;
    for await (const chunk of stream) {
      text += chunk.choices[0].delta?.content ?? "";
      usages += chunk.usage ? 1 : 0;
    }
    return { text, usages };
  },
  async thoughtful() {
    const stream = await client.chat.completions.create({
      model: MODEL,
      messages: hello,
      stream: true,
    });
    let text = "";
    let thought = "";
    for await (const chunk of stream) {
      text += chunk.choices[0].delta?.content ?? "";
      thought += chunk.choices[0].delta?.reasoning_content ?? "";
    }
    return { text, thought };
  },
  async tools() {
    const completion = await client.chat.completions.create({
      model: MODEL,
      messages: [
        ...hello,
        {
          role: "assistant",
          tool_calls: [
            { id: "call_1", type: "function", function: { name: "weather", arguments: "{}" } },
          ],
        },
        { role: "tool", tool_call_id: "call_1", content: "sunny" },
      ],
      tools,
      tool_choice: "auto",
    });
    return completion.choices[0].message;
  },
  async toolStream() {
    const stream = await client.chat.completions.create({
      model: MODEL,
      messages: hello,
      tools,
      parallel_tool_calls: true,
      stream: true,
    });
    const calls = [];
    let reason = null;
    for await (const chunk of stream) {
      reason = chunk.choices[0].finish_reason ?? reason;
      for (const piece of chunk.choices[0].delta?.tool_calls ?? []) {
        calls[piece.index] ??= { id: piece.id, name: piece.function.name, arguments: "" };
        calls[piece.index].arguments += piece.function.arguments ?? "";
      }
    }
    return { calls, reason };
  },
  async abort() {
    const stream = await client.chat.completions.create({
      model: MODEL,
      messages: hello,
      stream: true,
    });
    let chunks = 0;
    for await (const _ of stream) {
      chunks++;
      if (chunks === 3) {
        stream.controller.abort();
        break;
      }
    }
    return { chunks };
  },
  async failures() {
    const wrongKey = new OpenAI({ baseURL: BASE_URL, apiKey: "sx_wrong", maxRetries: 0 });
    return {
      key: await failure(() => wrongKey.chat.completions.create({ model: MODEL, messages: hello })),
      model: await failure(() =>
        client.chat.completions.create({ model: "no-such-model", messages: hello }),
      ),
      messages: await failure(() => client.chat.completions.create({ model: MODEL, messages: [] })),
    };
  },
  async refused() {
    return failure(() => client.chat.completions.create({ model: MODEL, messages: hello }));
  },
  async broken() {
    return failure(async () => {
      const stream = await client.chat.completions.create({
        model: MODEL,
        messages: hello,
        stream: true,
      });
      for await (const _ of stream) {
        // Until it breaks.
      }
    });
  },
};

const result = await scenarios[process.argv[2]]();
console.log(JSON.stringify(result));
