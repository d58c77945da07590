use std::time::Duration;

use db::Timestamp;
use kit::store::outbox::Queued;
use kit::{ChatId, MessageId, Outgoing, Place, Priority, Text, What};
use tokio::time::Instant;

use super::*;

fn send(card: Option<&str>) -> What {
    What::Send {
        text: Text::plain("x"),
        keyboard: Vec::new(),
        file: None,
        reply_to: None,
        card: card.map(ToOwned::to_owned),
        expires: None,
        only_for: None,
        live: None,
    }
}

fn item(id: i64, chat: i64, priority: Priority, what: What) -> Item {
    let to = Place { chat: ChatId(chat), thread: None };
    Item::new(Queued {
        id,
        chat_id: chat,
        priority: priority.rank(),
        what: Some(Outgoing { to, what, priority }),
        attempts: 0,
        not_before: None,
    })
    .unwrap()
}

fn plain(id: i64, chat: i64) -> Item {
    item(id, chat, Priority::Answer, send(None))
}

/// A line and the time, which moves when told to.
struct World {
    line: Line,
    now: Now,
}

impl World {
    fn new(limits: Limits) -> Self {
        let now = Now { instant: Instant::now(), time: Timestamp::from_secs(1_000) };
        Self { line: Line::new(limits, now.instant), now }
    }

    fn push(&mut self, item: Item) -> Option<i64> {
        self.line.push(item, self.now).map(|older| older.id)
    }

    fn take(&mut self) -> Vec<Item> {
        self.line.take(self.now, 1000)
    }

    /// Takes what may go and lets it arrive at once, until nothing more may go.
    fn drain(&mut self) -> Vec<i64> {
        let mut ids = Vec::new();
        loop {
            let taken = self.take();
            if taken.is_empty() {
                return ids;
            }
            for item in taken {
                ids.push(item.id);
                self.line.forget(item.id);
                self.line.free(&item, self.now);
            }
        }
    }

    fn wait(&mut self, by: Duration) {
        self.now = Now { instant: self.now.instant + by, time: self.now.time.plus(by) };
    }
}

const NONE: Limits = Limits { overall_per_s: 0, chat_per_s: 0, group_per_min: 0 };

#[test]
fn a_chat_has_one_under_way_and_keeps_its_order() {
    let mut world = World::new(NONE);
    for id in 1..=3 {
        world.push(plain(id, 10));
    }
    world.push(plain(4, 20));
    let ids: Vec<_> = world.take().iter().map(|item| item.id).collect();
    assert_eq!(ids, [1, 4]);
    assert!(world.take().is_empty());
    world.line.free(&plain(1, 10), world.now);
    assert_eq!(world.drain(), [2, 3]);
}

#[test]
fn the_urgent_goes_first_in_a_chat_and_among_chats() {
    let mut world = World::new(NONE);
    world.push(item(1, 10, Priority::Report, send(None)));
    world.push(item(2, 10, Priority::Alert, send(None)));
    world.push(item(3, 20, Priority::Progress, send(None)));
    world.push(item(4, 30, Priority::Answer, send(None)));
    assert_eq!(world.drain(), [2, 4, 3, 1]);
}

#[test]
fn answers_to_taps_wait_for_nobody() {
    let mut world = World::new(Limits { overall_per_s: 1, chat_per_s: 1, group_per_min: 20 });
    for id in 1..=9 {
        world.push(plain(id, 10));
    }
    world.line.park(10, world.now.time.plus(Duration::from_hours(1)), world.now);
    world.push(item(10, 10, Priority::Answer, What::Answer { query: "q".into(), text: None, alert: false }));
    assert_eq!(world.drain(), [10]);
}

#[test]
fn a_newer_face_of_the_same_card_takes_the_place_of_the_older() {
    let mut world = World::new(NONE);
    world.push(item(1, 10, Priority::Progress, send(Some("job:1"))));
    world.push(plain(2, 10));
    assert_eq!(world.push(item(3, 10, Priority::Progress, send(Some("job:1")))), Some(1));
    assert_eq!(world.push(item(4, 10, Priority::Progress, send(Some("job:2")))), None);
    let edit =
        || What::Edit { message: MessageId(7), text: Text::plain("x"), keyboard: Vec::new(), expires: None };
    assert_eq!(world.push(item(5, 10, Priority::Answer, edit())), None);
    assert_eq!(world.push(item(6, 10, Priority::Answer, edit())), Some(5));
    assert_eq!(world.drain(), [2, 6, 3, 4]);
}

#[test]
fn what_is_under_way_is_not_replaced() {
    let mut world = World::new(NONE);
    world.push(item(1, 10, Priority::Progress, send(Some("job:1"))));
    assert_eq!(world.take().len(), 1);
    assert_eq!(world.push(item(2, 10, Priority::Progress, send(Some("job:1")))), None);
}

#[test]
fn a_parked_chat_waits_to_the_second_and_no_other_does() {
    let mut world = World::new(Limits::default());
    world.line.park(10, world.now.time.plus(Duration::from_hours(3)), world.now);
    world.push(plain(1, 10));
    world.push(plain(2, 20));
    assert_eq!(world.drain(), [2]);
    world.wait(Duration::from_secs(10_799));
    assert_eq!(world.drain(), [0; 0]);
    let next = world.line.next(world.now).unwrap();
    assert!(next - world.now.instant <= Duration::from_millis(1_001));
    world.wait(Duration::from_secs(1));
    assert_eq!(world.drain(), [1]);
}

#[test]
fn a_flooded_chat_and_the_overall_limit_share_the_line_fairly() {
    let mut world = World::new(Limits::default());
    for id in 1..=100 {
        world.push(plain(id, 10));
    }
    for chat in 100..110 {
        world.push(plain(1000 + chat, chat));
    }
    let first = world.drain();
    assert_eq!(first.iter().filter(|id| **id <= 100).count(), 3, "the burst of one chat");
    assert_eq!(first.iter().filter(|id| **id > 1000).count(), 10, "the others wait for nothing");
    world.wait(Duration::from_secs(1));
    assert_eq!(world.drain(), [4]);
}

#[test]
fn the_overall_limit_holds() {
    let mut world = World::new(Limits::default());
    for id in 1..=100 {
        world.push(plain(id, 1000 + id));
    }
    assert_eq!(world.drain().len(), 30);
    world.wait(Duration::from_millis(500));
    assert_eq!(world.drain().len(), 15);
    let next = world.line.next(world.now).unwrap();
    assert!(next > world.now.instant);
}

#[test]
fn a_group_is_held_to_its_minute() {
    let mut world = World::new(Limits { overall_per_s: 0, chat_per_s: 0, group_per_min: 20 });
    for id in 1..=50 {
        world.push(plain(id, -10));
    }
    assert_eq!(world.drain().len(), 20);
    world.wait(Duration::from_secs(59));
    assert_eq!(world.drain().len(), 0);
    world.wait(Duration::from_secs(1));
    assert_eq!(world.drain().len(), 20);
}

#[test]
fn deletions_count_for_nothing() {
    let mut world = World::new(Limits { overall_per_s: 0, chat_per_s: 1, group_per_min: 0 });
    for id in 1..=50 {
        world.push(item(id, 10, Priority::Answer, What::Delete { message: MessageId(id), only_for: None }));
    }
    assert_eq!(world.drain().len(), 50);
}

#[test]
fn memory_is_bounded_and_what_found_no_room_is_asked_for_again_in_order() {
    let mut world = World::new(NONE);
    let all = 2 * i64::try_from(ROOM).unwrap() + 10;
    let mut went = Vec::new();
    let mut from = 1;
    loop {
        for id in from..=all {
            world.push(plain(id, 10));
        }
        // An alert does not wait behind reports that found no room.
        if from == 1 {
            world.push(item(9999, 10, Priority::Alert, send(None)));
            assert!(world.line.len() <= ROOM + 1);
        }
        went.extend(world.drain());
        let Some(missed) = world.line.missed() else { break };
        from = missed;
    }
    assert_eq!(went.remove(0), 9999);
    assert_eq!(went, (1..=all).collect::<Vec<_>>());
}

#[test]
fn a_message_that_goes_again_goes_before_the_others_of_its_chat() {
    let mut world = World::new(NONE);
    world.push(plain(1, 10));
    world.push(plain(2, 10));
    let mut first = world.take().remove(0);
    first.not_before = Some(world.now.time.plus(Duration::from_secs(5)));
    world.line.put_back(first, world.now);
    assert_eq!(world.drain(), [0; 0]);
    world.push(item(3, 10, Priority::Alert, send(None)));
    assert_eq!(world.drain(), [3]);
    world.wait(Duration::from_secs(5));
    assert_eq!(world.drain(), [1, 2]);
}

#[test]
fn a_group_that_moves_takes_its_messages_along() {
    let mut world = World::new(NONE);
    world.push(plain(1, -10));
    world.push(plain(2, -10));
    let mut first = world.take().remove(0);
    world.line.migrate(-10, -20, world.now);
    first.chat = -20;
    world.line.put_back(first, world.now);
    let one = world.take();
    assert_eq!((one[0].id, one[0].chat), (1, -20));
    world.line.free(&one[0], world.now);
    assert_eq!(world.drain(), [2]);
}

#[test]
fn a_chat_that_refuses_gives_back_what_waits_and_is_tried_by_what_comes_later() {
    let mut world = World::new(NONE);
    for id in 1..=3 {
        world.push(plain(id, 10));
    }
    let first = world.take().remove(0);
    world.line.free(&first, world.now);
    let out: Vec<_> = world.line.refuse(10, world.now).iter().map(|item| item.id).collect();
    assert_eq!(out, [2, 3]);
    world.push(plain(4, 10));
    assert_eq!(world.drain(), [4]);
}

#[test]
fn chats_with_nothing_to_remember_are_forgotten() {
    let mut world = World::new(Limits::default());
    world.push(plain(1, -10));
    world.drain();
    world.line.tidy(world.now);
    assert_eq!(world.line.chats.len(), 1);
    world.wait(Duration::from_secs(61));
    world.line.tidy(world.now);
    assert_eq!((world.line.chats.len(), world.line.len()), (0, 0));
}
