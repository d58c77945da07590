// The bot of the judges' conversation on grammY: polls first, takes a webhook when it is told to.
import { createRequire } from "node:module";
import { createServer } from "node:http";

// The `node` that pip installs is a wrapper, and what kills it does not reach the program.
process.stdin.resume().on("end", () => process.exit());

const [modules, url, token, secret] = process.argv.slice(2);
const { Bot, GrammyError, InlineKeyboard, InputFile, webhookCallback } = createRequire(`${modules}/`)("grammy");

const bot = new Bot(token, { client: { apiRoot: url } });
const keyboard = (count) => new InlineKeyboard().text(`Add to ${count}`, `add:${count}`);

bot.command("start", (ctx) =>
  ctx.reply(`<b>Hello</b>, ${ctx.from.first_name}`, { parse_mode: "HTML", reply_markup: keyboard(0) }));

bot.callbackQuery(/^add:(\d+)$/, async (ctx) => {
  const count = Number(ctx.match[1]) + 1;
  await ctx.answerCallbackQuery(`Now ${count}`);
  await ctx.editMessageText(`Count: ${count}`, { reply_markup: keyboard(count) });
});

bot.command("again", async (ctx) => {
  const sent = await ctx.reply("Twice");
  try {
    await ctx.api.editMessageText(sent.chat.id, sent.message_id, "Twice");
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    await ctx.reply(`Refused: ${error.description}`, { reply_parameters: { message_id: ctx.msg.message_id } });
  }
});

bot.on("message:document", async (ctx) => {
  const file = await ctx.getFile();
  const taken = await fetch(`${url}/file/bot${token}/${file.file_path}`).then((answer) => answer.text());
  const loud = new InputFile(Buffer.from(taken.toUpperCase()), `loud ${ctx.msg.document.file_name}`);
  await ctx.replyWithDocument(loud, { caption: "Louder" });
});

// Stopping confirms the last update by a call of its own. It must be over before a webhook is set: a poll beside a webhook
// is refused, and a refusal that nobody waits for ends the program.
let stopped;
bot.command("webhook", () => { stopped = bot.stop(); });
bot.on("message:text", (ctx) => ctx.reply(`Heard: ${ctx.msg.text}`));

await bot.start({ timeout: 5 });
await stopped;
const hook = webhookCallback(bot, "http", { secretToken: secret });
const server = createServer((request, response) => hook(request, response));
server.listen(0, "127.0.0.1", () =>
  bot.api.setWebhook(`http://127.0.0.1:${server.address().port}/hook`, { secret_token: secret }));
