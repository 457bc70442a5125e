"""What should have been, worked out from what people wrote alone, and what was: the record of the world outside and the database."""
import collections
import re

MARK = re.compile(r"ref:(\d+/\d+)(?!\d)")
APOLOGY = "Desculpe, estamos com um problema técnico"


def expected(script):
    """The oracle: one list a conversation. Each line that is written gets one answer, in the order of writing."""
    answers = []
    for mark, kind in script:
        answers.append(("interactive" if kind == "ticket" else "text", mark))
    return answers


def sendings(acts, number):
    """What the Graph API took for a person, by our own tag, each with all its sendings; in the order of the first ones."""
    found = {}
    for act in acts:
        if act.get("person") == number and act["kind"] in ("text", "interactive") and act["is_accepted"]:
            found.setdefault(act["tag"], []).append(act)
    return found


def is_excused(first, second, fleet, platform):
    """A second sending is, when the answer to the first never arrived and no status told of it before the second one left."""
    process = fleet[first["process"]]
    lost = not first["is_answered"] or first.get("is_cut") or process.was_absent(first["begin"], first["end"] + 1.0)
    known = platform.known.get(first["tag"])
    return lost and (known is None or known > second["begin"] - 1.0)


def judge_person(person, acts, fleet, platform):
    faults, excused, apologies = [], 0, 0
    heard = []
    for tag, sent in sendings(acts, person.number).items():
        for first, second in zip(sent, sent[1:]):
            if is_excused(first, second, fleet, platform):
                excused += 1
            else:
                faults.append(f"{person.number}: message {tag} was sent twice without need")
        text = sent[0]["text"]
        if text.startswith(APOLOGY):
            apologies += 1
            heard.append(("apology", None))
            continue
        marks = MARK.findall(text)
        heard.append((sent[0]["kind"], marks[-1] if marks else None))
    wanted = expected(person.script)
    answered = [(kind, mark) for kind, mark in heard if mark]
    for answer, count in collections.Counter(answered).items():
        allowed = 2 if answer[0] == "text" and ("interactive", answer[1]) in wanted else 1
        if count > allowed:
            faults.append(f"{person.number}: {answer} was answered {count} times by different turns")
    missing = [answer for answer in wanted if answer not in answered]
    if len(missing) > apologies:
        faults.append(f"{person.number}: {len(missing) - apologies} without an answer: {missing[:3]}")
    numbers = [int(mark.split("/")[1]) for _, mark in answered]
    if numbers != sorted(numbers):
        faults.append(f"{person.number}: out of order: {numbers}")
    return faults or one_by_one(person, wanted, heard), excused, apologies


def one_by_one(person, wanted, heard):
    """Each question has its answer or an apology, where it is due."""
    for place, answer in enumerate(wanted):
        if place >= len(heard) or heard[place] not in (answer, ("apology", None)):
            found = heard[place] if place < len(heard) else "nothing"
            return [f"{person.number}: {answer} was due, and {found} came"]
    return [f"{person.number}: {heard[len(wanted)]} came, and nothing was due"] if len(heard) > len(wanted) else []


def judge_tickets(people, acts):
    """A ticket a yes; the ticket system may be asked again with the same key, and opens one."""
    keys = collections.defaultdict(set)
    calls = 0
    for act in acts:
        if act["kind"] == "ticket" and act["is_accepted"]:
            calls += 1
            keys[act["person"]].add(act["key"])
    faults = []
    for person in people:
        yes = sum(kind == "yes" for _, kind in person.script)
        if len(keys[person.number]) > yes:
            faults.append(f"{person.number}: {yes} times yes, {len(keys[person.number])} tickets")
    opened = sum(len(found) for found in keys.values())
    return faults, opened, calls - opened


def overlaps(acts, fleet):
    """Two processes that act for one conversation at a time. One that was away meanwhile may have woken with a request in its hands."""
    found, zombies = [], 0
    by_person = collections.defaultdict(list)
    for act in acts:
        if act["kind"] in ("text", "interactive", "ticket", "model") and act.get("person") and act["end"]:
            by_person[act["person"]].append(act)
    for number, own in by_person.items():
        own.sort(key=lambda act: act["begin"])
        for place, act in enumerate(own):
            for other in own[place + 1:]:
                if other["begin"] >= act["end"]:
                    break
                if other["process"] == act["process"]:
                    continue
                away = any(fleet[one["process"]].was_absent(one["begin"] - 15, one["end"]) for one in (act, other))
                if away:
                    zombies += 1
                else:
                    found.append(f"{number}: processes {act['process']} and {other['process']} acted at one time ({act['kind']}, {other['kind']})")
    return found, zombies


def judge_database(database, platform):
    """The store's own account: everything that was accepted is there once, and nothing is left to do."""
    faults = []
    def count(sql):
        return int(database.sql(sql)[0][0])
    stored = count("SELECT count(*) FROM trama.inbox WHERE message_key IS NOT NULL")
    if stored < len(platform.accepted):
        faults.append(f"{len(platform.accepted)} messages were accepted and {stored} are in the inbox")
    for what, sql in {
        "conversations with unheard messages": "SELECT count(*) FROM trama.schedule WHERE inbox_last <> inbox_done",
        "conversations that are still claimed": "SELECT count(*) FROM trama.schedule WHERE worker_id IS NOT NULL",
        "messages that are still to be sent": "SELECT count(*) FROM trama.outbox WHERE state IN ('waiting', 'handed_over')",
        "counters of unsent messages that are wrong": "SELECT count(*) FROM trama.schedule WHERE outbox_unsettled <> 0",
        "writes without a result": "SELECT count(*) FROM trama.journal WHERE ended_at IS NULL",
        "gaps in the numbers of an inbox":
            "SELECT count(*) FROM (SELECT 1 FROM trama.inbox GROUP BY conversation_id HAVING max(number) <> count(*)) AS gaps",
        "turns without an event":
            "SELECT count(*) FROM trama.turn t LEFT JOIN trama.inbox i ON (i.conversation_id, i.number) = (t.conversation_id, t.event) "
            "WHERE i.number IS NULL",
    }.items():
        if found := count(sql):
            faults.append(f"{found} {what}")
    return faults, {
        "messages": stored, "dead_letters": count("SELECT count(*) FROM trama.dead_letter"),
        "turns": count("SELECT count(*) FROM trama.turn"),
    }
