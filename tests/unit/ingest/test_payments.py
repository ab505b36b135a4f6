"""Invoices that stand in several records: payments of one invoice, and instalments."""

from datetime import date

HEADER = "invoice_no,invoiced_on,due_on,account_id,amount,paid_on,paid_amount\n"


def amounts(reading):
    return [float(amount) for amount in reading.table["amount"].to_pylist()]


def test_the_amount_of_an_invoice_paid_in_two_parts_counts_once(read_one):
    """400 and 600 of 1,000; another invoice is open and one paid in part."""
    reading = read_one(
        HEADER + "I1,2026-01-05,2026-02-04,A1,1000,2026-02-01,400\n"
        "I2,2026-01-06,2026-02-05,A1,70,,\n"
        "I1,2026-01-05,2026-02-04,A1,1000,2026-03-01,600\n"
        "I3,2026-01-07,2026-02-06,A2,500,2026-02-01,200\n"
    )
    assert (reading.report.kind, reading.report.status) == ("receivables", "ready")
    assert amounts(reading) == [1000, 70, 0, 500]
    assert [float(p or 0) for p in reading.table["paid_amount"].to_pylist()] == [400, 0, 600, 200]
    assert (reading.report.amount, reading.report.records.accepted) == (1570, 4)
    assert reading.table["paid_on"].to_pylist()[2] == date(2026, 3, 1)


def test_instalments_have_each_their_amount(read_one):
    """Other days or other amounts: 400 and 600 are 1,000."""
    reading = read_one(
        HEADER + "I1,2026-01-05,2026-02-04,A1,400,2026-02-01,400\n"
        "I1,2026-01-05,2026-03-04,A1,600,,\n"
        "I2,2026-01-05,2026-02-04,A1,50,2026-02-01,50\n"
        "I2,2026-01-05,2026-03-04,A1,50,2026-03-01,50\n"
        "I3,2026-01-05,2026-02-04,A1,30,2026-02-01,30\n"
        "I3,2026-01-05,2026-02-04,A1,20,2026-02-08,20\n"
    )
    assert reading.report.status == "ready"
    assert reading.report.amount == 1150


def test_what_can_be_read_in_both_ways_is_asked(read_one):
    """500 paid with 500 twice: 500 paid twice over, or two halves of 1,000?"""
    text = (
        HEADER + "I1,2026-01-05,2026-02-04,A1,500,2026-02-01,500\n"
        "I1,2026-01-05,2026-02-04,A1,500,2026-03-01,500\n"
    )
    reading = read_one(text)
    assert reading.report.status == "needs_answer"
    (question,) = reading.report.questions
    assert (question.key, question.choices) == ("payments", ("each", "once"))
    assert question.samples["each"] == [("500 + 500", "1000")]
    assert read_one(text, answers={"payments": "each"}).report.amount == 1000
    assert amounts(read_one(text, answers={"payments": "once"})) == [500, 0]
    partly = text.replace(",500\n", ",100\n")
    (question,) = read_one(partly).report.questions
    assert question.choices == ("once", "each"), "100 and 100 of 500, or of twice 500"


def test_the_records_of_an_invoice_may_stand_in_several_files(read_all):
    first, second = read_all(
        HEADER + "I1,2026-01-05,2026-02-04,A1,1000,2026-02-01,400\n",
        HEADER + "I1,2026-01-05,2026-02-04,A1,1000,2026-03-01,600\n",
    )
    assert (amounts(first), amounts(second)) == ([1000], [0])


def test_another_account_or_day_under_the_number_is_refused(read_one):
    start = HEADER + "I1,2026-01-05,2026-02-04,A1,1000,2026-02-01,400\n"
    for other in (
        "I1,2026-01-05,2026-02-04,A2,1000,2026-03-01,600\n",
        "I1,2026-01-06,2026-02-04,A1,1000,2026-03-01,600\n",
        "I1,2026-01-05,2026-02-04,A1,1000,2026-03-01,\n",
    ):
        (error,) = read_one(start + other).report.errors
        assert error.found == '"I1" again, with other values than in row 2'


def test_a_record_left_out_says_no_amount(read_one):
    """The first is broken: the second says the amount of the invoice."""
    reading = read_one(
        HEADER + "I1,2026-01-05,2026-02-04,A1,1000,2026-02-01,4oo\n"
        "I1,2026-01-05,2026-02-04,A1,1000,2026-03-01,600\n"
        "I1,2026-01-05,2026-02-04,A1,1000,2026-03-02,400\n",
        set_aside=True,
    )
    assert amounts(reading) == [1000, 0]
