"""Statements: who is said to have said what, how, and how far it reaches."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.attribution import covering, find_statements
from helpers.language import parse
from helpers.schemas import as_table


@cache
def statements(text: str) -> list[dict]:
    return find_statements(parse("a", text))


def voice(text: str, words: str) -> tuple[str, str]:
    """Return speaker and stance of what covers ``words``; ("", "") in the article's voice."""
    found = covering(statements(text), text.index(words))
    return (found["speaker_text"], found["stance"]) if found else ("", "")


ASSERTED = [
    ("Three people died in the blast, police said on Monday.", "died", "police"),
    ("Police said that three people died in the blast.", "died", "Police"),
    ("Three people, police said, died in the blast.", "died", "police"),
    ("Three people died, according to a hospital in Aden.", "died", "a hospital in Aden"),
    ("According to residents, three people died.", "died", "residents"),
    ("An AFP tally put the death toll at 12.", "12", "An AFP tally"),
    ("The Red Crescent reported five volunteers dead.", "five", "The Red Crescent"),
    ("The ministry confirmed the deaths of six soldiers.", "deaths", "The ministry"),
    ("The group announced that its leader had been killed.", "killed", "The group"),
    ("The opposition claimed that nine supporters were shot.", "shot", "The opposition"),
    ("Officials told reporters that two bridges fell, killing ten.", "killing", "Officials"),
    ("The union accused the guards of opening fire on workers, killing four.", "killing",
     "The union"),
    ("A statement by the coast guard said 20 migrants drowned.", "drowned", None),
    ("The mayor was quoted as saying by local radio that two died.", "two", "The mayor"),
    ("Ten fishermen were killed, said Colonel Omar Haddad, a navy spokesman.", "killed",
     "Omar Haddad"),
    ("The navy said ten were killed and that five were missing.", "missing", "The navy"),
    ("A car bomb went off near a mosque, killing six, a police officer said.", "killing",
     "a police officer"),
    ("Gunmen shot dead a judge in the capital, the interior ministry said.", "shot dead",
     "the interior ministry"),
]


@pytest.mark.parametrize(("text", "words", "speaker"), ASSERTED)
def test_what_somebody_asserts_is_theirs(text: str, words: str, speaker: str | None) -> None:
    found, stance = voice(text, words)
    assert stance == "asserted"
    if speaker is not None:
        assert found == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Three people died in the blast on Monday. Police said the road is closed.", "died"),
        ("The minister condemned the killing of two students.", "killing"),
        ("The union called for a strike after the killing of two students.", "killing"),
        ("Hundreds protested the killing of two students.", "killing"),
        ("The violence continued to claim lives in the south.", "lives"),
        ("Four soldiers died; the army confirmed the loss of a vehicle.", "died"),
    ],
)
def test_the_articles_own_voice_stays_its_own(text: str, words: str) -> None:
    assert voice(text, words) == ("", "")


@pytest.mark.parametrize(
    ("text", "words", "stance"),
    [
        ("The army denied that its soldiers had killed anyone.", "killed", "denied"),
        ("There were reports that protesters were killed.", "killed", "unconfirmed"),
        ("The guard allegedly killed two prisoners.", "killed", "unconfirmed"),
        ("Police suspect that two people were killed.", "killed", "unconfirmed"),
        ("The rebels threatened to kill the hostages.", "kill", "hypothetical"),
    ],
)
def test_stance(text: str, words: str, stance: str) -> None:
    assert voice(text, words)[1] == stance


def test_a_hedge_inside_a_statement_keeps_the_speaker() -> None:
    text = "Prosecutors said the guard allegedly killed two prisoners."
    assert voice(text, "killed") == ("Prosecutors", "unconfirmed")


def test_of_nested_statements_the_innermost_asserts() -> None:
    text = "The ministry said that witnesses reported that ten people died."
    assert voice(text, "died")[0] == "witnesses"
    assert voice(text, "reported")[0] == "The ministry"
    assert len(statements(text)) >= 2


def test_a_count_backs_only_the_toll_inside_anothers_words() -> None:
    text = (
        "The army announced that two soldiers were killed, bringing the toll to 40, "
        "according to a Reuters count."
    )
    assert voice(text, "killed")[0] == "The army"
    assert voice(text, "toll")[0] == "a Reuters count"


def test_what_follows_the_reporting_clause_is_still_reported() -> None:
    text = "Ten people died on Sunday, said the Observatory, bringing the toll to 50."
    assert voice(text, "toll")[0] == "the Observatory"


def test_pronouns_stand_for_the_speaker_before() -> None:
    text = (
        "Doctor Salma Idris works at the hospital. “Eleven wounded came in,” she said. "
        "“Two of them died.” She added that three were children."
    )
    assert voice(text, "Eleven")[0] == "Salma Idris"
    assert voice(text, "died")[0] == "Salma Idris"
    assert voice(text, "three")[0] == "Salma Idris"
    rows = [s for s in statements(text) if s["cue"] == "said"]
    assert text[rows[0]["speaker_start"] : rows[0]["speaker_end"]] == "she"


def test_first_persons_within_a_quotation_are_its_speaker() -> None:
    text = "“I think that five of them died,” Omar Haddad said."
    assert voice(text, "five")[0] == "Omar Haddad"


def test_a_quotation_runs_over_sentences_and_paragraphs() -> None:
    text = (
        "Rosa Diaz, a teacher, was in the square. “They fired at us. Four fell,” Diaz said. "
        "“Nobody helped. One of them died.\n\n“The others were taken away,” she said."
    )
    for words in ("fired", "Nobody", "died", "taken"):
        assert "Diaz" in voice(text, words)[0]


def test_both_halves_of_a_split_sentence_are_one_statement() -> None:
    text = "“The river,” Juan Perez said, “took eleven houses and two lives.”"
    found = covering(statements(text), text.index("two lives"))
    assert found["speaker_text"] == "Juan Perez"
    assert (found["start"], found["end"]) == (0, len(text))
    assert found["manner"] == "direct"


def test_direct_speech_without_a_closing_mark() -> None:
    text = "He arrived late.\n\n\"We lost six men, Captain Lee said.\n\nThe road is open."
    assert voice(text, "road") == ("", "")


def test_headline_and_dateline_are_not_part_of_a_statement() -> None:
    text = "Bus falls into gorge ADEN, Yemen (AP) — Nine people died on Sunday, police said."
    assert voice(text, "falls") == ("", "")
    assert voice(text, "died")[0] == "police"


def test_all_lower_case_text() -> None:
    text = "two labourers were killed when a wall fell, police said. the rain went on."
    assert voice(text, "killed")[0] == "police"
    assert voice(text, "rain") == ("", "")


@pytest.mark.parametrize(
    "text",
    ["", "\n", "“", "said", "\"said\"", "According to", "said: “”", "he she they said said said."],
)
def test_odd_texts_raise_nothing(text: str) -> None:
    as_table("statements", statements(text))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Police said", "that", "three died", "“", "”", "\"", ",", ".", "\n", "he added",
             "according to", "Ali Khan", "denied", "reports", "who", ":", "’", "(", ")"]
        ),
        max_size=14,
    )
)
def test_rows_fit_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    rows = find_statements(parse("a", text))
    for row in rows:
        assert text[row["start"] : row["end"]] == row["text"] != ""
        assert text[row["cue_start"] : row["cue_end"]] == row["cue"]
        assert row["speaker_start"] is None or 0 <= row["speaker_start"] < row["speaker_end"]
    assert rows == find_statements(parse("a", text))
    as_table("statements", rows)


@pytest.mark.parametrize(
    "text",
    [
        "The group said it killed nine soldiers. The claim could not be independently verified.",
        "The group said it killed nine soldiers, but this could not be confirmed.",
    ],
)
def test_what_could_not_be_verified_is_unconfirmed(text: str) -> None:
    assert voice(text, "killed") == ("The group", "unconfirmed")


def test_the_records_of_a_body_speak_for_it() -> None:
    text = "The Rights Watch said ten died. Its records suggest that four were children."
    assert voice(text, "children")[0] == voice(text, "died")[0]


def test_coordinated_that_clauses_are_all_reported() -> None:
    text = "The mayor told a meeting that “they fired… two died,” and that “six were hurt badly.”"
    assert voice(text, "hurt")[0] == "The mayor"


def test_endless_lists_are_read() -> None:
    text = "Police said that " + ", and ".join(f"man {n} ran" for n in range(600)) + "."
    as_table("statements", statements(text))


def test_a_quotation_behind_reported_speech_has_the_same_speaker() -> None:
    text = "The bridge had been unsafe for years, Omar Haddad said. “We lost nine men there.”"
    assert voice(text, "nine")[0] == "Omar Haddad"


CONTINUED = [
    ("The warden said a wall had given way. Two boys had been crushed under it. Rain is due.",
     "crushed", "The warden"),
    ("The union counted 31 deaths. Another four people died later. Rain is due.", "died",
     "The union"),
    ("The union counted 31 deaths in the yards. Of those, six were killed by falls.", "killed",
     "The union"),
]


@pytest.mark.parametrize(("text", "words", "speaker"), CONTINUED)
def test_a_report_goes_on_without_a_cue(text: str, words: str, speaker: str) -> None:
    assert voice(text, words)[0] == speaker
    row = covering(statements(text), text.index(words))
    assert (row["manner"], row["cue"]) == ("continued", text[row["cue_start"] : row["cue_end"]])


@pytest.mark.parametrize(
    "text",
    [
        "The warden said a wall had given way. Two boys were crushed in May.",
        "The warden said a wall had given way.\n\nTwo boys had been crushed under it.",
        "The warden says the wall is old. Two boys had been crushed under it.",
        "The union counted 31 deaths. Nine people were crushed in a mine.",
    ],
)
def test_without_a_mark_the_article_speaks_again(text: str) -> None:
    assert voice(text, "crushed") == ("", "")


SOURCES = [
    ("The prefect, Oumar Tchoua, said gunmen killed two herders.", "killed", "Oumar Tchoua"),
    ("The Harbour Guard sent two boats. It said that eight men drowned.", "drowned",
     "The Harbour Guard"),
    ("Villagers fled to the hills. They said soldiers had shot six men.", "shot", "Villagers"),
    ("The embassy said it had heard from the guard that three men drowned.", "drowned",
     "The embassy"),
    ("The embassy said it had been told by the guard that three men drowned.", "drowned",
     "the guard"),
    ("The guards, said witnesses who hid near the gate, shot two men.", "shot", "witnesses"),
    ("By the union's count, 26 strikers died.", "died", "the union"),
    ("Twelve dead in mine blast: police", "dead", "police"),
    ("Over 400 killed in the siege – UN\n\nThe town was quiet on Monday.", "killed", "UN"),
    ("Two died, the mayor said, and six were badly hurt.", "hurt", "the mayor"),
    ("The captain was quoted by Radio Uno as saying two sailors drowned.", "drowned",
     "The captain"),
    ("One man died, the army said, bringing the toll to 40, according to a Post tally.", "toll",
     "a Post tally"),
    ("According to figures released by the clinic, nine people died.", "died",
     "figures released by the clinic"),
]


@pytest.mark.parametrize(("text", "words", "speaker"), SOURCES)
def test_whose_words_they_are(text: str, words: str, speaker: str) -> None:
    assert voice(text, words) == (speaker, "asserted")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police blamed the gang for the bombing, which left seven people dead.", "dead"),
        ("The rebels denied shelling the school, where nine pupils died.", "died"),
        ("An unknown group claimed responsibility for the bombing that killed eight.", "killed"),
        ("The mayor announced a fund for the families of 58 miners who died in May.", "died"),
        ("The speaker described the attack as vile and mourned those killed.", "killed"),
    ],
)
def test_background_is_not_the_sources(text: str, words: str) -> None:
    assert voice(text, words) == ("", "")


@pytest.mark.parametrize(
    ("text", "words", "speaker", "stance"),
    [
        ("Some 200 farmers are said to have died.", "died", "", "unconfirmed"),
        ("Unconfirmed reports spoke of 40 dead in the capital.", "dead", "Unconfirmed reports",
         "unconfirmed"),
        ("The army denied the killing of six nomads.", "killing", "The army", "denied"),
        ("The firm rejected claims that its guards had shot two men.", "shot", "The firm",
         "denied"),
        ("Up to 40 people may have been buried, rescuers fear.", "buried", "rescuers",
         "unconfirmed"),
    ],
)
def test_what_nobody_vouches_for(text: str, words: str, speaker: str, stance: str) -> None:
    assert voice(text, words) == (speaker, stance)
