# What each kind of finding is, why it matters and what to write instead, in English: `tobokel explain CODE`.
# Three messages for each code, named after it. The same ids stand in all three; a test compares them.

## Reading a file
rule-syntax-error = A line of the file breaks the rules of TOML and is not read. The rest of the file is.
rule-syntax-error-why = What is not read is not assessed, and the documents alone do not show that it was there.
rule-syntax-error-mend = Put text in quotation marks, close every quotation mark and bracket, write each key once, put = between a key and its value.
rule-unknown-key = A table of the TOML file has a key that the form does not know. Its value is not read.
rule-unknown-key-why = A justification or a deadline under a misspelt key would be missing from the documents.
rule-unknown-key-mend = Write the key as the form names it. The finding lists the allowed keys and the nearest one.
rule-wrong-type = A field holds another kind of value than it takes: a number where a text belongs, a text where a table belongs.
rule-wrong-type-why = Values are never converted by guesswork: the field counts as empty.
rule-wrong-type-mend = Write the kind of value that the finding names, for example a list of texts: positions = ["..."].
rule-missing-key = Something is missing without which a record cannot be understood: the name of the organisation or of a function, the text of a situation or of a measure.
rule-missing-key-why = The assessment sheet describes the risk and the proposed measures (Annex I, position 7). Without these texts it says nothing.
rule-missing-key-mend = Add the missing field, or fill in the empty cell.
rule-unknown-word = A field that takes one of a few words holds another word.
rule-unknown-word-why = Categories, levels and grades are never guessed: the field counts as empty.
rule-unknown-word-mend = Choose one of the values that the finding lists, in any of the three languages.
rule-empty-text = A field is there, but its text is empty.
rule-empty-text-why = The file looks filled in, yet the documents lack the text.
rule-empty-text-mend = Write the text, or remove the line.
rule-unreadable-term = A date or a deadline cannot be read.
rule-unreadable-term-why = Without a deadline nobody sees that a measure is late; without a date nobody knows when the assessment was made.
rule-unreadable-term-mend = Write a day (2026-10-31), a quarter (2026-Q4), a half-year (2026-H1), a year (2026), several years (2026..2027) or continuous.
rule-unreadable-file = The file cannot be read at all: it is damaged, protected by a password, made by another program, or not accessible.
rule-unreadable-file-why = Nothing of this file is assessed. Other files are not affected.
rule-unreadable-file-mend = Open the file in the program that made it, remove the password, and save it as .xlsx, .ods or .csv.
rule-unknown-method = The register names another method of assessment than the one in use, so it is not assessed.
rule-unknown-method-why = Points have a meaning only within the method by which they were given.
rule-unknown-method-mend = Name that method with --method; or give the points anew by the method in use and write its id in the key method.
rule-duplicate-id = Two situations have the same number.
rule-duplicate-id-why = The plan, the sheets and the findings refer to situations by number. With two of the same it is not clear which is meant.
rule-duplicate-id-mend = Give each situation a number of its own, or leave out all numbers: the program then counts by group and row.
rule-no-situations = The file has the form of a register, but holds no situation.
rule-no-situations-why = Where no situation is described, there is nothing to assess.
rule-no-situations-mend = Describe each situation in a [[function.situation]] table or in a row of its own.
rule-invalid-method = The method file is incomplete or contradicts itself: a cell of the matrix is missing, a level has no band, or more points give a lower level.
rule-invalid-method-why = By such a method some points would give no level, or more danger a lower one.
rule-invalid-method-mend = Correct the place that the finding names. For comparison, method show prints a complete method.
rule-internal-error = The program itself failed on this file.
rule-internal-error-why = The fault is in the program, not in the register. Other files are not affected.
rule-internal-error-mend = Tell the developers, and enclose the smallest file on which it happens, without personal data.
rule-look-alike-letters = A word of a list, such as a level or a category, holds Latin letters that look like Cyrillic ones. The word was read.
rule-look-alike-letters-why = For the search, the filters and the formulas of Excel this is another word.
rule-look-alike-letters-mend = Type the word anew with the Kyrgyz or Russian keyboard layout.
rule-normalised-word = A word of a list holds signs that cannot be seen, or letters typed in two parts. The word was read.
rule-normalised-word-why = Such signs come with texts copied from PDF or Word. For the search, the filters and the formulas of Excel this is another word.
rule-normalised-word-mend = Type the word anew, or choose it from the list in the template.
rule-unclosed-quote = A quotation mark in a CSV file is opened and never closed.
rule-unclosed-quote-why = The rest of the file is taken for one cell: the situations below may be missing from the assessment.
rule-unclosed-quote-mend = Close the quotation mark. Inside a text, write it twice or use « ».
rule-look-alike-id = The number of a situation holds Latin letters that look like Cyrillic ones.
rule-look-alike-id-why = Another situation may have a number that looks the same and is not. A search, a waiver or a measure that names one of them does not find the other.
rule-look-alike-id-mend = Type the number anew in one alphabet, best in digits only.

## Points and values
rule-points-off-scale = The points given are not on the method's scale. On the scale of Annex I they are 1, 2 or 3.
rule-points-off-scale-why = Likelihood and harm get 1 to 3 points each (Annex I, positions 1 and 2). With other points the situation is not assessed.
rule-points-off-scale-mend = Choose the point whose description fits the situation best.
rule-two-values = One field or cell holds two values, such as 2-3.
rule-two-values-why = From two values no single sum and no single level follow (Annex I, positions 3 and 4). The field counts as empty.
rule-two-values-mend = Decide on one value and justify it. If the circumstances differ, describe two situations.

## Completeness
rule-missing-score = A situation has no points for likelihood or for harm.
rule-missing-score-why = The level follows from the sum of both points (Annex I, positions 3 and 4). Without one of them the situation is not assessed, and the documents remain a draft.
rule-missing-score-mend = Give the missing points and justify them.
rule-missing-justification = Points are given, but nothing says why.
rule-missing-justification-why = Each point given, for likelihood and for harm, needs a short justification (Annex I, position 7).
rule-missing-justification-mend = Name facts: who decides, how often it happens, who checks it, whom it harms.
rule-control-without-description = The effectiveness of a control is judged, but the control is not described.
rule-control-without-description-why = What is judged is the existing internal controls (Annex I, position 5). That a control must be described before it lowers the level is a condition of the method.
rule-control-without-description-mend = Write who checks what, how often, and where it is recorded. If there is no control, remove the grade.
rule-control-without-evidence = The effectiveness of a control is judged high, but no evidence is given. The level is not lowered.
rule-control-without-evidence-why = Only where existing controls are highly effective may the level fall (Annex I, position 5). That this needs evidence is a condition of the method.
rule-control-without-evidence-mend = Name the document which shows that the control works: a log, minutes, a report, with its date.
rule-missing-controller = There are risks of the high level, but the register does not say who controls them.
rule-missing-controller-why = High risks are under the control of the head of the body (Annex I, position 6).
rule-missing-controller-mend = Write the head's post, not a name, in the key high_level_controller.
rule-missing-measure = The level of the situation demands measures, but there is none.
rule-missing-measure-why = At the medium level preventive, organisational and control measures are owed, at the high level measures that reduce or remove the risk (Annex I, position 6).
rule-missing-measure-mend = Add a measure with its deadline and responsible executor.
rule-misused-zero-level = The zero level is declared together with points, or without a reason.
rule-misused-zero-level-why = The smallest sum of points is 2, the low level (Annex I, positions 3 and 4): points never lead to zero. That zero may be declared, with a reason, is a decision of the method.
rule-misused-zero-level-mend = Give no points and write the reason as a justification; or give points and do not declare zero.
rule-missing-particulars = The register does not give the day of the assessment, the order that approves the list, or the assessors. One finding names all that is missing.
rule-missing-particulars-why = The materials of an assessment are kept for later control (Annex I, position 8). Without these particulars nobody sees when, on what ground and by whom it was made.
rule-missing-particulars-mend = Fill in date, order and assessors in the table [assessment]. Name the assessors by their posts.
rule-function-without-situations = A function stands in the register without a single situation.
rule-function-without-situations-why = A lesson of practice: nobody can tell whether such a function was examined and found free of risk, or forgotten.
rule-function-without-situations-mend = Describe a situation with risk. If there is none, take the function off the list.

## Agreement
rule-declared-level-differs = The level published before is not the one that the points give.
rule-declared-level-differs-why = The sum of the points decides: 2-3 low, 4 medium, 5-6 high (Annex I, position 4).
rule-declared-level-differs-mend = Reconsider the points. If they are right, have the list approved with the new level.
rule-stated-value-differs = The table states a sum of points or a level that is not the one that the method gives.
rule-stated-value-differs-why = The points give the sum and the level (Annex I, positions 3 and 4). A formula was overwritten, or comes from another method. The table and the assessment sheets would contradict each other.
rule-stated-value-differs-mend = Restore the formula or clear the cell: the program works these values out itself.
rule-systemic-with-lowest-likelihood = A situation has the category systemic, and its likelihood has the lowest points of the scale.
rule-systemic-with-lowest-likelihood-why = The lowest points mean few signs of risk and isolated cases (Annex I, position 1). A systemic risk is there already.
rule-systemic-with-lowest-likelihood-mend = Reconsider both. If the risk is there already, raise the points; if not, choose another category.
rule-sensitive-function-rated-low = The level before controls is the lowest and no control is given, while the function's name or the situation's text speaks of procurement, land, public property, inspections, licences and permits, or recruitment.
rule-sensitive-function-rated-low-why = A lesson of practice: these fields are the most exposed to corruption. A low level there that no control explains is more often an oversight than a fact.
rule-sensitive-function-rated-low-mend = Describe the control that keeps the risk low, or reconsider the points.
rule-outdated-assessment = More time has passed since the day of the assessment than the method's review period: by the method of resolution No 232, more than 12 months. Exactly 12 months are not too many.
rule-outdated-assessment-why = The materials of an assessment are kept for later control (Annex I, position 8), but old points no longer describe the work of today. Annex I names no period: the 12 months are a decision of the method.
rule-outdated-assessment-mend = Assess the risks anew and write the new day in the key date.

## Plan
rule-measure-without-responsible = A measure has no responsible executor.
rule-measure-without-responsible-why = At the medium and the high level measures are owed (Annex I, position 6). Without an executor nobody carries them out.
rule-measure-without-responsible-mend = Write the post in the key responsible. The one named first leads.
rule-vague-responsible = A responsible executor is everybody, as in "all staff", or the body itself, or a surname with two initials and nothing else.
rule-vague-responsible-why = A lesson of practice: what all answer for, nobody does. A person leaves; the post stays.
rule-vague-responsible-mend = Name one post, for example: head of the procurement unit.
rule-measure-without-term = A measure has no term.
rule-measure-without-term-why = At the medium and the high level measures are owed (Annex I, position 6). Without a term nobody sees that one is late.
rule-measure-without-term-mend = Write when it will be carried out: a day (2026-10-31), a quarter (2026-Q4), a half-year (2026-H1) or a year (2026).
rule-uncheckable-term = The term is continuous and has no years. With years, as in 2026..2027 continuous, there is no finding.
rule-uncheckable-term-why = A lesson of practice: such a term never ends, so nobody can say that the measure was not carried out.
rule-uncheckable-term-mend = Write the years and how often it is reported: 2026..2027 quarterly, half-yearly or yearly.
rule-term-before-assessment = The last day of the term is earlier than the day of the assessment.
rule-term-before-assessment-why = A lesson of practice: such a term mostly comes with a row that was copied from an old plan.
rule-term-before-assessment-mend = Correct the term or the day of the assessment.
rule-overdue-measure = The last day of the term is past, and the measure is marked neither as done nor as not done. On the last day itself there is no finding.
rule-overdue-measure-why = Measures are named in order to be carried out (Annex I, position 6). While one is overdue, its risk remains what it was.
rule-overdue-measure-mend = If it is done, write status = "done", the day in done_on and the result. If not, write status = "not-done" and the reason, and set a new term.
rule-done-without-result = A measure is marked as done, but the day or the result is not given.
rule-done-without-result-why = The materials are kept for later control (Annex I, position 8). Without the day and the result nobody can check that the measure was carried out and what came of it.
rule-done-without-result-mend = Write the day in done_on and what came of the measure in result.
rule-not-done-without-reason = A measure is marked as not done, but the reason is not given.
rule-not-done-without-reason-why = The materials are kept for later control (Annex I, position 8). Without the reason it is not clear what is to be done about the risk now.
rule-not-done-without-reason-mend = Write in reason why it was not done and what will be done instead.
rule-missing-expected-result = A measure has neither an expected result nor an indicator. One of the two is enough.
rule-missing-expected-result-why = A lesson of practice: without either nobody can say whether the measure helped.
rule-missing-expected-result-mend = Write what will be different after the measure and how that is seen.
rule-empty-expected-result = The expected result only says that measures were taken, or repeats the text of the measure, and there is no indicator.
rule-empty-expected-result-why = A lesson of practice: from such a result one sees that something was done, not that the risk became smaller.
rule-empty-expected-result-mend = Write what will be different: a number, a share, a case that can no longer happen. Or add an indicator.
rule-repeated-measure = The same measure stands against three situations or more. Letter case, punctuation and spaces do not count.
rule-repeated-measure-why = A lesson of practice: different risks have different causes, and a measure against all of them removes none.
rule-repeated-measure-mend = For each risk write the measure that removes its own cause.
rule-training-only = After controls the situation is at the level that the head controls (high), and each of its measures speaks of training.
rule-training-only-why = At the high level measures are owed that reduce or remove the risk (Annex I, position 6). Training changes what people know, not what they can do unseen.
rule-training-only-mend = Add a measure that changes the procedure itself: a second signature, a public queue, a draw of lots, a check by another unit.
rule-unfunded-measure = A measure speaks of buying, equipping, installing or building, and its funding says that no money is needed.
rule-unfunded-measure-why = A lesson of practice: a measure for which there is no money is not carried out.
rule-unfunded-measure-mend = Name the source of funds, for example the local budget. If nothing is bought, say so in the measure.

## Tables
rule-no-register-table = In no table of the file is there a header that names at least three columns of the form, the situation among them.
rule-no-register-table-why = Without a header it is not known which column holds what. Nothing is guessed from the order of the columns.
rule-no-register-table-mend = Put one row with the titles of the form above the table. An empty form is made by tobokel init.
rule-several-tables = The file holds more tables than one that could be the register.
rule-several-tables-why = Not all of them are read: the situations of the others would be missing from the assessment.
rule-several-tables-mend = Put each register on a sheet or in a file of its own, and name the sheet with --sheet.
rule-missing-column = The table has no column for likelihood or for harm.
rule-missing-column-why = The level follows from the sum of both points (Annex I, positions 3 and 4). Without the column no situation is assessed.
rule-missing-column-mend = Add the column with its title and give points in each row.
rule-unknown-column = A column has no title, or one that the form does not know. It is not read.
rule-unknown-column-why = What stands there does not come into the documents. For a remark that is right, for a deadline it is not.
rule-unknown-column-mend = If the column belongs to the form, give it the form's title. Otherwise there is nothing to do.
rule-repeated-column = Two columns stand for the same field. Only the left one is read.
rule-repeated-column-why = The values of the other column do not come into the assessment.
rule-repeated-column-mend = Delete the superfluous column or give it another title.
rule-row-not-understood = A row is neither a situation nor a heading, a continuation or one more measure; or a cell does not belong in such a row.
rule-row-not-understood-why = Somebody wrote it into the list, but it is not in the assessment.
rule-row-not-understood-mend = Give a situation its number. Remove the empty row before a continuation. In the row of one more measure, fill in only what concerns the measure.
rule-rows-read = This says what became of the rows: how many situations, headings, continuations and measures were read.
rule-rows-read-why = By these numbers one can see that no row was lost.
rule-rows-read-mend = Compare the numbers with the table. If they agree, there is nothing to do.
rule-ids-qualified = The numbers begin anew under each heading, so the number of the heading was put before them: 1.1, 1.2, 2.1.
rule-ids-qualified-why = Otherwise several situations would have the same number.
rule-ids-qualified-mend = There is nothing to do. Whoever wants the same numbers in the table writes them out in full.
rule-uncalculated-formula = A cell holds a formula whose value is not in the file.
rule-uncalculated-formula-why = The program does not calculate formulas: the cell counts as empty.
rule-uncalculated-formula-mend = Open the workbook in Excel or LibreOffice and save it, or write the value in place of the formula.
rule-cell-error = A cell shows an error, such as #REF! or #N/A.
rule-cell-error-why = An error is no value: the cell counts as empty.
rule-cell-error-mend = Correct the formula, or write the value in its place.
rule-heading-without-situations = Under a heading of the table there is no situation.
rule-heading-without-situations-why = Perhaps the rows of this group of functions were forgotten or lost in copying.
rule-heading-without-situations-mend = Add the situations of the group, or remove the heading.
rule-no-organisation = The file does not say whose register it is. The documents show the name of the file instead.
rule-no-organisation-why = The documents are signed on behalf of a body and need its name.
rule-no-organisation-mend = Fill in the sheet "Organisation" of the template, or the table [organization] of a TOML file.
rule-measure-of-nobody = A row of the sheet of measures names a situation that the register does not have.
rule-measure-of-nobody-why = The measure belongs to no risk and does not come into the plan.
rule-measure-of-nobody-mend = Write the number of the situation as it stands in the register.
rule-number-as-text = Points stand in a cell of the workbook as text, not as a number. They were read.
rule-number-as-text-why = Excel does not add up such numbers: its sums and charts come out wrong.
rule-number-as-text-mend = Give the cell the number format and type the points anew.
rule-hidden-data = A hidden row or column of the workbook holds data. It was read.
rule-hidden-data-why = Whoever prints or signs the sheet does not see it, and yet it counts in the assessment.
rule-hidden-data-mend = Show the row or column. If it is not needed, delete it.

## Substance
rule-repeated-justification = The same justification stands against three situations or more. Those for likelihood and for harm are counted together; letter case, punctuation and spaces do not count.
rule-repeated-justification-why = Each point given needs its justification (Annex I, position 7). A copied text shows that the situations were not looked at one by one.
rule-repeated-justification-mend = For each situation write its own fact.
rule-scale-as-justification = A justification repeats the method's scale: the name of a point, its description or one sentence of it, in any of the three languages.
rule-scale-as-justification-why = Each point given needs its justification (Annex I, position 7). The words of the scale say what a point means, not why it fits this situation.
rule-scale-as-justification-mend = Write the fact behind the points: a case, a number, a complaint, the result of an inspection.
rule-too-short-justification = A justification has fewer than three words.
rule-too-short-justification-why = Each point given needs a short justification (Annex I, position 7). One or two words do not say why it is these points.
rule-too-short-justification-mend = Say in one sentence why it is these points and no others.
rule-procedure-as-situation = The text of a situation has fewer than four words, or has nothing but words of the function's name and words such as "cases of".
rule-procedure-as-situation-why = The assessment sheet describes the risk (Annex I, position 7). The name of a procedure does not say what wrong can be done in it.
rule-procedure-as-situation-mend = Write who can do what wrong, and for whose benefit.
rule-near-duplicate-situations = Two situations have the same words in any order, but for at most one that is put in, left out or replaced. Words are cut to five letters; texts of fewer than five words are not compared.
rule-near-duplicate-situations-why = A lesson of practice: one risk that is counted twice distorts the totals and the plan.
rule-near-duplicate-situations-mend = Join the two, or say how they differ.
rule-copied-cell = The unit repeats the positions; or the cell about other bodies repeats the situation, the unit or the positions.
rule-copied-cell-why = A lesson of practice: a cell that was filled only to be filled says nothing, and hides that its question has no answer yet.
rule-copied-cell-mend = Write what belongs into the cell, or leave it empty.
rule-personal-name = A surname with two initials stands where a post belongs: among the assessors, the positions, the responsible executors, or as the one who controls high risks.
rule-personal-name-why = A lesson of practice: the list is published, and the person may leave tomorrow. It is the post that is exposed to risk.
rule-personal-name-mend = Write the post and no name.
rule-flat-scores = 80 % of the assessed situations or more have the same two points, or the same level before controls. This is counted from 8 situations on.
rule-flat-scores-why = A lesson of practice: when nearly everything is equally dangerous, the plan cannot say what comes first.
rule-flat-scores-mend = Compare the situations with one another and score them anew.
rule-one-control-for-all = Of the situations whose level a control lowered, 80 % or more have the same description of the control. This is counted where at least 4 were lowered.
rule-one-control-for-all-why = The existing controls are judged for the risk that they hold down (Annex I, position 5). One control seldom holds down risks of different kinds.
rule-one-control-for-all-mend = For each situation describe the control that concerns it, with its evidence.

## Demands of the organisation
rule-too-many-high-risks = After controls more situations have the highest level than is allowed (max_high).
rule-too-many-high-risks-why = The organisation set this limit itself, in tobokel.toml or by --max-high. The act knows no such limit.
rule-too-many-high-risks-mend = Strengthen the controls and assess anew, or change the limit.
rule-new-high-risk = After controls a situation has the highest level that it did not have in the earlier assessment (--baseline).
rule-new-high-risk-why = The organisation demands it itself, with --no-new-high. The act knows no such demand.
rule-new-high-risk-mend = Name a control that lowers the risk, or report the risk to the head of the body.
rule-no-measure-by-policy = After controls a situation is at or above the level from which the organisation demands a measure (require_measure), and it has none.
rule-no-measure-by-policy-why = The organisation set this level itself, in tobokel.toml or by --require-measure. What Annex I demands is another code's affair: TB206.
rule-no-measure-by-policy-mend = Add a measure with its term and responsible executor.

## Waivers
rule-waiver-without-reason = A waiver in tobokel.toml has no reason. It is not in force.
rule-waiver-without-reason-why = Whoever checks the register later must see why a fault was let pass.
rule-waiver-without-reason-mend = Add a line reason = "...".
rule-waiver-without-end = A waiver in tobokel.toml has no last day. It is not in force.
rule-waiver-without-end-why = A waiver without an end would hide the fault for ever.
rule-waiver-without-end-mend = Add a line such as until = 2026-12-31.
rule-expired-waiver = The last day of a waiver in tobokel.toml is past. It is no longer in force; on the last day itself it still is.
rule-expired-waiver-why = What it let pass is reported again.
rule-expired-waiver-mend = Mend the fault, or extend the waiver with a new reason.
rule-unused-waiver = A waiver in tobokel.toml lets nothing pass: there is no such finding.
rule-unused-waiver-why = The fault may have been mended long ago. Later the waiver would hide a new one.
rule-unused-waiver-mend = Remove the waiver, or check its lines situation and organization.
