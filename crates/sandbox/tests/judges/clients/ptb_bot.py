"""The bot of the judges' conversation on python-telegram-bot: polls first, takes a webhook when it is told to."""

import asyncio
import sys

from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

url, token, secret = sys.argv[1:]
told = asyncio.Event()


def keyboard(count):
    return InlineKeyboardMarkup([[InlineKeyboardButton(f"Add to {count}", callback_data=f"add:{count}")]])


async def start(update: Update, _):
    name = update.effective_user.first_name
    await update.message.reply_text(f"<b>Hello</b>, {name}", parse_mode="HTML", reply_markup=keyboard(0))


async def add(update: Update, _):
    count = int(update.callback_query.data.removeprefix("add:")) + 1
    await update.callback_query.answer(f"Now {count}")
    await update.callback_query.edit_message_text(f"Count: {count}", reply_markup=keyboard(count))


async def again(update: Update, _):
    sent = await update.message.reply_text("Twice")
    try:
        await sent.edit_text("Twice")
    except BadRequest as error:
        await update.message.reply_text(f"Refused: {error.message}", do_quote=True)


async def shout(update: Update, _):
    taken = await (await update.message.document.get_file()).download_as_bytearray()
    name = f"loud {update.message.document.file_name}"
    await update.message.reply_document(bytes(taken).upper(), filename=name, caption="Louder")


async def webhook(_, __):
    told.set()


async def echo(update: Update, _):
    await update.message.reply_text(f"Heard: {update.message.text}")


async def main():
    app = Application.builder().token(token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CommandHandler("again", again))
    app.add_handler(CommandHandler("webhook", webhook))
    app.add_handler(CallbackQueryHandler(add))
    app.add_handler(MessageHandler(filters.Document.ALL, shout))
    app.add_handler(MessageHandler(filters.TEXT, echo))

    async def receive(request):
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != secret:
            return web.Response(status=403)
        await app.update_queue.put(Update.de_json(await request.json(), app.bot))
        return web.Response()

    async with app:
        await app.start()
        await app.updater.start_polling(timeout=5)
        await told.wait()
        await app.updater.stop()
        server = web.Application()
        server.router.add_post("/hook", receive)
        runner = web.AppRunner(server)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        await app.bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=secret)
        await asyncio.Event().wait()


asyncio.run(main())
