"""Methods that tell of chats and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.demo.telegram.checks import chat_of, check_access
from bot.demo.telegram.parameters import Parameters, Refused, bad
from bot.demo.telegram.registry import method
from bot.demo.telegram.world import Chat

if TYPE_CHECKING:
    from bot.demo.telegram.server import Telegram


@method("getChat")
def get_chat(telegram: Telegram, given: Parameters) -> dict[str, Any]:
    chat = chat_of(telegram, given)
    if chat.bot in {"kicked", "left"} and chat.type != "channel":
        check_access(chat)
    return {
        **chat.as_chat(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }


def as_member(telegram: Telegram, chat: Chat, user_id: int) -> dict[str, Any]:
    if user_id == telegram.id:
        return membership(telegram.me(), chat.bot)
    person = telegram.world.people.get(user_id)
    if person is None:
        raise bad("PARTICIPANT_ID_INVALID")
    return membership(person.as_user(), chat.members.get(user_id, "left"))


RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
PERMISSIONS = (
    "is_member",
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def membership(user: dict[str, Any], status: str) -> dict[str, Any]:
    """The Bot API's ``ChatMember`` object."""
    member: dict[str, Any] = {"user": user, "status": status}
    if status == "administrator":
        rights = dict.fromkeys(RIGHTS, True)
        member |= {**rights, "can_post_messages": True, "can_edit_messages": True}
    if status in {"creator", "administrator"}:
        member["is_anonymous"] = False
    if status == "restricted":
        member |= {**dict.fromkeys(PERMISSIONS, False), "is_member": True, "until_date": 0}
    if status == "kicked":
        member["until_date"] = 0
    return member


@method("getChatMember")
def get_chat_member(telegram: Telegram, given: Parameters) -> dict[str, Any]:
    chat = chat_of(telegram, given)
    if chat.type != "private" and chat.bot in {"kicked", "left"}:
        raise (
            bad("member list is inaccessible")
            if chat.type == "channel"
            else Refused(403, f"Forbidden: bot is not a member of the {chat.type} chat")
        )
    return as_member(telegram, chat, given.number("user_id", 0) or 0)


@method("getChatAdministrators")
def get_chat_administrators(telegram: Telegram, given: Parameters) -> list[dict[str, Any]]:
    chat = chat_of(telegram, given)
    if chat.type == "private":
        raise bad("there are no administrators in the private chat")
    if chat.bot in {"kicked", "left"}:
        raise bad("member list is inaccessible")
    high = {"creator", "administrator"}
    users = [user for user, status in chat.members.items() if status in high]
    if chat.bot in high:
        users.append(telegram.id)
    return [as_member(telegram, chat, user) for user in users]


@method("getChatMemberCount")
def get_chat_member_count(telegram: Telegram, given: Parameters) -> int:
    present = [s for s in chat_of(telegram, given).members.values() if s not in {"left", "kicked"}]
    return len(present) + 1


@method("leaveChat")
def leave_chat(telegram: Telegram, given: Parameters) -> bool:
    chat = chat_of(telegram, given)
    if chat.type == "private":
        raise bad("chat member status can't be changed in private chats")
    check_access(chat)
    chat.bot = "left"
    return True
