"""The official clients as judges. A question a line comes in; what the client made of the answer goes out, a line too.

Arguments: the client (openai, azure, anthropic, gemini) and the emulator's address.
"""

import json
import sys

TEXTS = '{"1":"Hello <g1>Ann</g1>","2":"Bye"}'
SHAPE = '{"german":{"1":"…","2":"…"}}'
PROMPT = f"Page: shop\n{TEXTS}\nTranslate into German.\nAnswer with this JSON object and nothing else: {SHAPE}"
MESSAGES = [{"role": "user", "content": PROMPT}]


def closed(properties):
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


SCHEMA = closed({"german": closed({"1": {"type": "string"}, "2": {"type": "string"}})})
TOOL = {"name": "answer", "description": "The translations.", "input_schema": SCHEMA}


class OpenAi:
    def __init__(self, base, azure=False):
        import openai

        if azure:
            self.client = openai.AzureOpenAI(
                azure_endpoint=base, api_key="none", api_version="2025-01-01", max_retries=0
            )
        else:
            self.client = openai.OpenAI(base_url=base + "/v1", api_key="none", max_retries=0)

    def ask(self, **more):
        return self.client.chat.completions.create(model="emulator-1", messages=MESSAGES, **more)

    def form(self):
        return {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA},
        }

    @staticmethod
    def seen(choice, message, usage):
        return {
            "text": message.content,
            "finish": choice.finish_reason,
            "refusal": message.refusal,
            "prompt": usage.prompt_tokens,
            "cached": usage.prompt_tokens_details.cached_tokens,
            "written": usage.completion_tokens,
        }

    def plain(self):
        reply = self.ask()
        return self.seen(reply.choices[0], reply.choices[0].message, reply.usage)

    def structured(self):
        reply = self.ask(response_format=self.form())
        return self.seen(reply.choices[0], reply.choices[0].message, reply.usage)

    def json_object(self):
        reply = self.ask(response_format={"type": "json_object"})
        return self.seen(reply.choices[0], reply.choices[0].message, reply.usage)

    def tool(self):
        function = {"name": "answer", "parameters": SCHEMA, "strict": True}
        choice = {"type": "function", "function": {"name": "answer"}}
        reply = self.ask(tools=[{"type": "function", "function": function}], tool_choice=choice)
        return {"input": json.loads(reply.choices[0].message.tool_calls[0].function.arguments)}

    def stream(self):
        text, finish, usage, chunks = "", None, None, 0
        form = self.form()
        for chunk in self.ask(response_format=form, stream=True, stream_options={"include_usage": True}):
            chunks += 1
            for choice in chunk.choices:
                text += choice.delta.content or ""
                finish = choice.finish_reason or finish
            usage = chunk.usage or usage
        return {"text": text, "finish": finish, "chunks": chunks, "prompt": usage and usage.prompt_tokens}

    def helper(self):
        with self.client.chat.completions.stream(
            model="emulator-1", messages=MESSAGES, response_format=self.form()
        ) as events:
            kinds = sorted({event.type for event in events})
            choice = events.get_final_completion().choices[0]
        return {"text": choice.message.content, "finish": choice.finish_reason, "kinds": kinds}

    def models(self):
        return {"models": [model.id for model in self.client.models.list()]}

    def retried(self):
        self.client = self.client.with_options(max_retries=2)
        return self.plain()


class Anthropic:
    def __init__(self, base):
        import anthropic

        self.client = anthropic.Anthropic(base_url=base, api_key="none", max_retries=0)

    SETTINGS = {"model": "emulator-1", "max_tokens": 500, "messages": MESSAGES}
    FORCED = {"tools": [TOOL], "tool_choice": {"type": "tool", "name": "answer"}}
    FORM = {"output_config": {"format": {"type": "json_schema", "schema": SCHEMA}}}

    @staticmethod
    def seen(reply):
        block = reply.content[-1]
        return {
            "text": getattr(block, "text", None),
            "input": getattr(block, "input", None),
            "blocks": [block.type for block in reply.content],
            "finish": reply.stop_reason,
            "prompt": reply.usage.input_tokens,
            "cached": reply.usage.cache_read_input_tokens,
            "written": reply.usage.output_tokens,
        }

    def streamed(self, **more):
        with self.client.messages.stream(**self.SETTINGS, **more) as events:
            for _ in events:
                pass
            return self.seen(events.get_final_message())

    def plain(self):
        return self.seen(self.client.messages.create(**self.SETTINGS))

    def structured(self):
        return self.seen(self.client.messages.create(**self.SETTINGS, **self.FORM))

    def tool(self):
        return self.seen(self.client.messages.create(**self.SETTINGS, **self.FORCED))

    def stream(self):
        return self.streamed(**self.FORM)

    def tool_stream(self):
        return self.streamed(**self.FORCED)

    def retried(self):
        self.client = self.client.with_options(max_retries=2)
        return self.plain()


class Gemini:
    def __init__(self, base):
        from google import genai
        from google.genai import types

        self.types = types
        self.client = genai.Client(api_key="none", http_options=types.HttpOptions(base_url=base))

    def config(self, **schema):
        return self.types.GenerateContentConfig(response_mime_type="application/json", **schema)

    @staticmethod
    def seen(text, last):
        candidate = last.candidates[0]
        return {
            "text": text,
            "finish": candidate.finish_reason and candidate.finish_reason.name,
            "prompt": last.usage_metadata and last.usage_metadata.prompt_token_count,
            "cached": last.usage_metadata and last.usage_metadata.cached_content_token_count,
        }

    def ask(self, config=None):
        reply = self.client.models.generate_content(model="emulator-1", contents=PROMPT, config=config)
        return self.seen(reply.text, reply)

    def plain(self):
        return self.ask()

    def structured(self):
        return self.ask(self.config(response_json_schema=SCHEMA))

    def old_schema(self):
        return self.ask(self.config(response_schema=SCHEMA))

    def json_object(self):
        return self.ask(self.config())

    def streamed(self, config):
        return list(
            self.client.models.generate_content_stream(model="emulator-1", contents=PROMPT, config=config)
        )

    def stream(self):
        chunks = self.streamed(self.config(response_json_schema=SCHEMA))
        text = "".join(chunk.text or "" for chunk in chunks)
        return self.seen(text, chunks[-1]) | {"chunks": len(chunks)}

    def forced(self, **parameters):
        types = self.types
        function = types.FunctionDeclaration(name="answer", description="The translations.", **parameters)
        calling = types.FunctionCallingConfig(mode="ANY", allowed_function_names=["answer"])
        return types.GenerateContentConfig(
            tools=[types.Tool(function_declarations=[function])],
            tool_config=types.ToolConfig(function_calling_config=calling),
        )

    def called(self, replies):
        calls = [call for reply in replies for call in reply.function_calls or []]
        seen = self.seen(None, replies[-1])
        return seen | {"calls": [call.name for call in calls], "input": calls[0].args if calls else None}

    def tool(self):
        config = self.forced(parameters_json_schema=SCHEMA)
        return self.called(
            [self.client.models.generate_content(model="emulator-1", contents=PROMPT, config=config)]
        )

    def old_tool(self):
        texts = {"type": "OBJECT", "properties": {"1": {"type": "STRING"}, "2": {"type": "STRING"}}}
        config = self.forced(parameters={"type": "OBJECT", "properties": {"german": texts}})
        return self.called(
            [self.client.models.generate_content(model="emulator-1", contents=PROMPT, config=config)]
        )

    def tool_stream(self):
        return self.called(self.streamed(self.forced(parameters_json_schema=SCHEMA)))


def judged(client, how):
    try:
        return getattr(client, how)()
    except Exception as error:  # what a client raises is what is asked for
        status = getattr(error, "status_code", None) or getattr(error, "code", None)
        return {"error": type(error).__name__, "status": status, "message": str(error)}


def main():
    name, base = sys.argv[1:]
    clients = {
        "openai": OpenAi,
        "azure": lambda base: OpenAi(base, azure=True),
        "anthropic": Anthropic,
        "gemini": Gemini,
    }
    client = clients[name](base)
    for line in sys.stdin:
        print(json.dumps(judged(client, line.strip())), flush=True)


main()
