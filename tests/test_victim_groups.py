"""To which group victims belong, by what the sentence and the rest of the article say."""

from __future__ import annotations

import pytest

from helpers.claims import find_claims
from helpers.language import parse


def groups(text: str) -> list[object]:
    return [c["victim_group"] for c in find_claims(parse("x", text), [])]


SAID_OF_ORGANISATIONS = {
    "The Red Hand, a rebel group, holds the mines. Nine members of the Red Hand died.": "militants",
    "The Blue Front is a guerrilla movement. Troops killed four Blue Front members.": "militants",
    "The Blue Front attacked. The group is a guerrilla army. Two leaders of the Blue Front died.": (
        "militants"
    ),
    "The Blue Front has waged a guerrilla war. Two members of the Blue Front died.": "militants",
    "The Red Hand, a charity, feeds the poor. Nine members of the Red Hand died.": "civilians",
    "Four members of the Harbour Liberation Army were killed.": "militants",
    "Four members of the harbour choir were killed.": "civilians",
}


@pytest.mark.parametrize(("text", "group"), SAID_OF_ORGANISATIONS.items())
def test_members_are_what_the_article_says_of_the_organisation(text: str, group: str) -> None:
    assert groups(text)[-1] == group


SAID_OF_PEOPLE = {
    "A Dane who had joined the rebels was killed.": "militants",
    "Two Danish students were killed fighting for the guerrillas.": "militants",
    "His brother died serving with the army.": "state forces",
    "Ivo Marsh, a former policeman, was killed.": "civilians",
    "Ivo Marsh, one of the volunteers with the Taliban, was killed.": "militants",
    "Marsh joined the militia in May. A week later Ivo Marsh was shot dead.": "militants",
    "A former soldier, Ivo Marsh, fought for the rebels. Marsh was killed in June.": "militants",
    "Two opposition leaders were shot dead.": "civilians",
    "Two rebel leaders were shot dead.": "militants",
}


@pytest.mark.parametrize(("text", "group"), SAID_OF_PEOPLE.items())
def test_people_are_what_is_said_of_them(text: str, group: str) -> None:
    assert groups(text)[-1] == group


TAKEN_UP = {
    "Strikers marched on the mine. Police opened fire, killing 34 of them.": "protesters",
    "Nineteen miners died in a blast. Six of the dead were under 18.": "civilians",
    "The rebels lost 40 men.": "militants",
    "The rebels said that four of their comrades had been killed.": "militants",
    "The mayor said that four of his comrades had been killed.": "civilians",
    "Her husband, a major in the air force, was killed.": "state forces",
    "Two soldiers were killed, bringing the toll since May to 90.": "state forces",
    "Police shot dead 34 people, almost all striking miners.": "protesters",
    "Troops fired on the crowd, and 18 people died.": "protesters",
    "A bomb went off in a crowd, and 18 people died.": "people",
    "In the worst attack, on 3 March, 23 villagers were killed.": "civilians",
    "The military said British fatalities had reached 90.": "state forces",
}


@pytest.mark.parametrize(("text", "group"), TAKEN_UP.items())
def test_words_that_take_up_others_are_of_their_group(text: str, group: str) -> None:
    assert groups(text)[-1] == group
