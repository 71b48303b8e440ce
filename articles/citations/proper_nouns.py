"""Words that keep their capitals in sentence case (APA 7, 6.14 to 6.17)."""

from __future__ import annotations

PEOPLES = (
    "American English French German Spanish Italian Chinese Japanese Korean"
    " Vietnamese Thai Filipino Indonesian Russian Dutch Swedish Norwegian Danish"
    " Finnish Icelandic Portuguese Brazilian Mexican Canadian Australian Indian"
    " Pakistani Bangladeshi Nepali Iranian Persian Israeli Palestinian Arab Arabic"
    " Turkish Kurdish Greek Roman Latin Latino Latina Latinx Latine Hispanic Chicano"
    " Chicana Caribbean Haitian Cuban Colombian Argentine Chilean Peruvian African"
    " Ethiopian Nigerian Kenyan Ghanaian Rwandan Somali Egyptian Moroccan Asian"
    " European Western Nordic Scandinavian Baltic British Irish Scottish Welsh"
    " Ukrainian Romanian Hungarian Czech Slovak Croatian Serbian Bosnian Austrian"
    " Belgian Swiss Afghan Iraqi Syrian Lebanese Taiwanese Hawaiian Inuit Navajo"
    " Maori Māori Aboriginal Anglo Euro Jewish Muslim Christian Christianity Judaism"
    " Islam Islamic Buddhist Buddhism Hindu Hinduism Sikh Catholic Catholicism"
    " Protestant Mormon Quaker Orthodox Bible Biblical God Zen Tibetan"
)
PLACES = (
    "Africa Asia Europe America Americas Australia Canada China Japan Korea India"
    " Nepal Bhutan Pakistan Bangladesh Vietnam Thailand Indonesia Malaysia Singapore"
    " Taiwan Philippines Iran Iraq Israel Palestine Gaza Lebanon Syria Jordan"
    " Afghanistan Germany France Spain Italy Portugal England Britain Ireland"
    " Scotland Wales Netherlands Belgium Luxembourg Switzerland Austria Sweden"
    " Norway Denmark Finland Iceland Poland Hungary Romania Bulgaria Serbia Croatia"
    " Bosnia Kosovo Slovenia Estonia Latvia Lithuania Ukraine Russia Belarus Georgia"
    " Armenia Turkey Greece Cyprus Brazil Mexico Argentina Chile Peru Colombia"
    " Venezuela Cuba Haiti Jamaica Guatemala Honduras Egypt Libya Tunisia Morocco"
    " Algeria Sudan Ethiopia Somalia Kenya Uganda Rwanda Burundi Tanzania Zambia"
    " Zimbabwe Botswana Namibia Nigeria Ghana Liberia Congo Angola Mozambique"
    " Zealand London Manchester Oxford Cambridge Edinburgh Glasgow Dublin Belfast"
    " Paris Berlin Munich Hamburg Frankfurt Vienna Zurich Geneva Amsterdam Rotterdam"
    " Stockholm Copenhagen Oslo Helsinki Madrid Barcelona Rome Milan Athens Istanbul"
    " Jerusalem Cairo Lagos Nairobi Johannesburg Tokyo Beijing Shanghai Seoul Delhi"
    " Mumbai Sydney Melbourne Toronto Montreal Vancouver Boston Chicago Philadelphia"
    " Baltimore Detroit Dallas Houston Seattle Denver Bronx Brooklyn Manhattan"
    " Harlem California Texas Florida Massachusetts Connecticut Pennsylvania"
    " Virginia Carolina Minnesota Michigan Wisconsin Illinois Ohio Oregon Washington"
    " Hawaii Alaska Utah Arizona Colorado Hollywood Balkans"
)
NAMES = (
    "I Freud Freudian Jung Jungian Lacan Lacanian Adler Adlerian Beck Bowlby"
    " Ainsworth Rorschach Skinner Skinnerian Pavlov Pavlovian Piaget Piagetian"
    " Vygotsky Erikson Rogers Rogerian Winnicott Winnicottian Klein Kleinian Bion"
    " Bionian Kohut Kohutian Ferenczi Frankl Fromm Horney Sullivan Maslow Yalom"
    " Linehan Gottman Satir Bowen Minuchin Kernberg Ogden Foucault Bourdieu Sartre"
    " Heidegger Husserl Nietzsche Kant Kantian Marx Marxist Darwin Darwinian"
    " Socrates Socratic Aristotle Plato Platonic Descartes Cartesian Shakespeare"
    " Hamlet Oedipus Oedipal Dora Likert Wechsler Stanford Binet Bayes Bayesian"
    " Markov Cronbach Cochrane Cohen Parkinson Alzheimer Asperger Tourette"
    " Munchausen Huntington Gestalt Milgram Stroop Hamilton Kessler Maudsley"
    " Framingham Dunedin Tavistock"
)
TIMES = (
    "January February March April June July August September October November"
    " December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas"
    " Easter Ramadan Holocaust Shoah Victorian Renaissance Facebook Twitter"
    " Instagram YouTube TikTok Google Medicare Medicaid Congress Parliament Zoom"
    " Prozac Zoloft Ritalin"
)
PROPER = {word.lower(): word for word in f"{PEOPLES} {PLACES} {NAMES} {TIMES}".split()}
# Proper names that are common words too: only their phrases below keep a capital.
AMBIGUOUS = frozenset("gestalt zoom jordan easter orthodox".split())
ACRONYMS = frozenset(
    (
        "ptsd cptsd adhd ocd bpd gad mdd sad odd dsm icd cbt dbt emdr mbsr mbct ipt"
        " cft eft ifs stdp istdp hiv usa uk eu un nhs nimh nih samhsa fmri mri eeg"
        " pet ecg dna rna rem covid sars iq apa ssri ssris snri maoi mdma lsd phq"
        " bdi mmpi tv lgbt lgbtq lgbtqia rct rcts ace aces hpa bmi tr ii iii iv vi"
        " vii viii ix xi xii"
    ).split()
)
# Common words that are also acronyms: in a title all in capitals nobody can tell.
COMMON = frozenset("act us who aids sad odd pet ace aces it".split())
PHRASES = (
    *("United States", "United States of America", "United Kingdom", "United Nations"),
    *("New York City", "New York", "New Zealand", "New England", "North America"),
    *("Latin America", "South Africa", "South Korea", "North Korea", "South Asia"),
    *("Sri Lanka", "Saudi Arabia", "Hong Kong", "Puerto Rico", "Costa Rica"),
    *("Northern Ireland", "Middle East", "Los Angeles", "San Francisco"),
    *("World War II", "World War I", "World War", "Civil War", "Cold War"),
    *("Big Five", "Down syndrome", "National Guard", "U.S. Army", "U.S. Navy"),
    *("U.S. Air Force", "Surgeon General", "Supreme Court", "World Bank"),
    *("World Health Organization", "Native American", "Native Americans"),
    *("Alaska Native", "First Nations", "Pacific Islander", "Black American"),
    *("Black Americans", "St. John's", "St. John’s", "Kabat-Zinn", "Holt-Lunstad"),
)
# What a test or a study is called by its last word; APA keeps their names' capitals.
INSTRUMENTS = frozenset(
    "inventory scale scales questionnaire checklist interview schedule index"
    " test".split()
)
STUDIES = frozenset("study survey".split())
