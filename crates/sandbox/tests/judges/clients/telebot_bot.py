"""The bot of the judges' conversation on pyTelegramBotAPI: polls first, takes a webhook when it is told to."""

import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

import telebot
from telebot import apihelper, types

url, token, secret = sys.argv[1:]
apihelper.API_URL = url + "/bot{0}/{1}"
apihelper.FILE_URL = url + "/file/bot{0}/{1}"
bot = telebot.TeleBot(token, threaded=False)


def keyboard(count):
    button = types.InlineKeyboardButton(f"Add to {count}", callback_data=f"add:{count}")
    return types.InlineKeyboardMarkup([[button]])


@bot.message_handler(commands=["start"])
def start(message):
    hello = f"<b>Hello</b>, {message.from_user.first_name}"
    bot.send_message(message.chat.id, hello, parse_mode="HTML", reply_markup=keyboard(0))


@bot.callback_query_handler(func=lambda query: query.data.startswith("add:"))
def add(query):
    count = int(query.data.removeprefix("add:")) + 1
    bot.answer_callback_query(query.id, f"Now {count}")
    message = query.message
    bot.edit_message_text(f"Count: {count}", message.chat.id, message.message_id, reply_markup=keyboard(count))


@bot.message_handler(commands=["again"])
def again(message):
    sent = bot.send_message(message.chat.id, "Twice")
    try:
        bot.edit_message_text("Twice", message.chat.id, sent.message_id)
    except apihelper.ApiTelegramException as error:
        bot.reply_to(message, f"Refused: {error.description}")


@bot.message_handler(content_types=["document"])
def shout(message):
    taken = bot.download_file(bot.get_file(message.document.file_id).file_path)
    name = f"loud {message.document.file_name}"
    bot.send_document(message.chat.id, taken.upper(), visible_file_name=name, caption="Louder")


@bot.message_handler(commands=["webhook"])
def webhook(_):
    bot.stop_polling()


@bot.message_handler(content_types=["text"])
def echo(message):
    bot.send_message(message.chat.id, f"Heard: {message.text}")


class Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        right = self.headers.get("X-Telegram-Bot-Api-Secret-Token") == secret
        self.send_response(200 if right else 403)
        self.end_headers()
        if right:
            bot.process_new_updates([types.Update.de_json(body.decode())])


bot.polling(long_polling_timeout=5)
server = HTTPServer(("127.0.0.1", 0), Hook)
bot.set_webhook(f"http://127.0.0.1:{server.server_port}/hook", secret_token=secret)
server.serve_forever()
