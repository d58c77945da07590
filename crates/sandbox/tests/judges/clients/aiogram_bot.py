"""The bot of the judges' conversation on aiogram: polls first, takes a webhook when it is told to."""

import asyncio
import io
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

url, token, secret = sys.argv[1:]
bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
dispatcher = Dispatcher()


def keyboard(count):
    button = InlineKeyboardButton(text=f"Add to {count}", callback_data=f"add:{count}")
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


@dispatcher.message(Command("start"))
async def start(message: Message):
    await message.answer(f"<b>Hello</b>, {message.from_user.first_name}", parse_mode="HTML", reply_markup=keyboard(0))


@dispatcher.callback_query(F.data.startswith("add:"))
async def add(query: CallbackQuery):
    count = int(query.data.removeprefix("add:")) + 1
    await query.answer(f"Now {count}")
    await query.message.edit_text(f"Count: {count}", reply_markup=keyboard(count))


@dispatcher.message(Command("again"))
async def again(message: Message):
    sent = await message.answer("Twice")
    try:
        await sent.edit_text("Twice")
    except TelegramBadRequest as error:
        await message.reply(f"Refused: {error.message}")


@dispatcher.message(F.document)
async def shout(message: Message):
    taken = await bot.download(message.document, io.BytesIO())
    loud = BufferedInputFile(taken.read().upper(), f"loud {message.document.file_name}")
    await message.answer_document(loud, caption="Louder")


@dispatcher.message(Command("webhook"))
async def webhook(message: Message):
    # The long poll ends with what it has; main() goes on from there.
    asyncio.create_task(dispatcher.stop_polling())


@dispatcher.message(F.text)
async def echo(message: Message):
    await message.answer(f"Heard: {message.text}")


async def main():
    await dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False, polling_timeout=5)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=secret).register(app, path="/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=secret)
    await asyncio.Event().wait()


asyncio.run(main())
