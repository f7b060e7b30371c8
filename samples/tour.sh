#!/usr/bin/env bash
# A tour of the Kalends API: two people, a few weeks of theirs, every endpoint, nothing but curl (and jq to read answers).
#
#   samples/tour.sh [BASE_URL]        default http://127.0.0.1:5080; start a server with: dotnet run --project src/Kalends.Server
#
# Read it from top to bottom to learn the API. It checks every answer, and stops with words and status 1 at the first that
# differs. It makes new users each time, so it can be run again and again on the same server.
set -euo pipefail
base=${1:-http://127.0.0.1:5080}
run=$(date +%s)-$$
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# --- How the tour talks and checks -----------------------------------------------------------------------------------------

chapter() { printf '\n== %s\n' "$*"; }
say() { printf '\n%s\n' "$*"; }

# call TOKEN METHOD PATH [BODY] [more curl options]: sends one request, and keeps the status, the headers and the body.
call() {
  local token=$1 method=$2 path=$3 body=${4-} auth=() json=()
  shift "$(($# < 4 ? $# : 4))"
  [ -z "$token" ] || auth=(-H "Authorization: Bearer $token")
  [ -z "$body" ] || json=(-H 'Content-Type: application/json' --data-binary "$body")
  printf '   %s %s %s\n' "$method" "$path" "$body"
  status=$(curl -sS -X "$method" "${auth[@]}" "${json[@]}" "$@" -D "$dir/head" -o "$dir/body" -w '%{http_code}' "$base$path")
}
anyone() { call '' "$@"; }     # without signing in
ana() { call "$ana" "$@"; }    # with Ana's token
ben() { call "$ben" "$@"; }    # with Ben's token

# read_json FILTER: what jq finds in the last answer. header NAME: a header of it, for example the ETag.
read_json() { jq -rc "$1" "$dir/body"; }
header() { sed -n "s/^$1: //Ip" "$dir/head" | tr -d '\r'; }
etag() { header ETag; }

differs() {
  printf '\nDIFFERS: %s\n  expected: %s\n  got:      %s\n\nThe last answer:\n' "$1" "$2" "$3"
  cat "$dir/head" "$dir/body"
  exit 1
}
expect() { if [ "$3" = "$2" ]; then printf '     ok: %s\n' "$1"; else differs "$1" "$2" "$3"; fi; }
gives() { [ "$status" = "$1" ] || differs 'the status' "$1" "$status"; }    # gives STATUS
is() { expect "$1 is $2" "$2" "$(read_json "$1")"; }                        # is FILTER VALUE
holds() { expect "$1" true "$(read_json "$2")"; }                           # holds WORDS CONDITION

# --- The tour --------------------------------------------------------------------------------------------------------------

chapter 'Operations: is it there?'
say 'Whoever runs the server asks whether it lives, whether it can work, and how it is doing. No token is needed.'
anyone GET /health/live; gives 200
holds 'every answer carries an id to find it in the logs' "\"$(header X-Request-Id)\" | length > 0"
anyone GET /health/ready; gives 200
holds 'it names what it depends on' 'type == "object" and ([.. | strings] | length > 0)'
anyone GET /metrics; gives 200
expect 'metrics are Prometheus text' '# TYPE' "$(grep -m1 -o '^# TYPE' "$dir/body")"
anyone GET /openapi/v1.json; gives 200
holds 'the API describes itself in OpenAPI 3.1' '.openapi | startswith("3.1")'
anyone GET /docs '' -L; gives 200
expect 'the same for reading, in a browser' text/html "$(header Content-Type | tail -1 | cut -d';' -f1)"

chapter 'Users: Ana in New York, Ben in Berlin'
say 'Anyone may sign up. Ids of users and calendars are 64-bit numbers written as strings, and nobody can guess them.'
ana_email=ana-$run@example.com ben_email=ben-$run@example.com
anyone POST /users "{\"email\":\"$ana_email\",\"name\":\"Ana\",\"password\":\"correct horse battery\",\"timeZone\":\"America/New_York\"}"; gives 201
ana_id=$(read_json .userId)
holds 'the id is a string of digits' '.userId | test("^[0-9]+$")'
is .timeZone America/New_York
anyone POST /users "{\"email\":\"$ben_email\",\"name\":\"Ben\",\"password\":\"staple tomorrow river\",\"timeZone\":\"Europe/Berlin\"}"; gives 201
ben_id=$(read_json .userId)

say 'An address can be taken only once, however it is written.'
anyone POST /users "{\"email\":\"${ana_email^^}\",\"name\":\"Other Ana\",\"password\":\"correct horse battery\"}"; gives 409
expect 'errors are problem details (RFC 9457)' application/problem+json "$(header Content-Type | cut -d';' -f1)"
is .status 409

say 'Signing in gives a token for the Authorization header. A wrong password and an unknown address get the same answer.'
anyone POST /sessions "{\"email\":\"$ana_email\",\"password\":\"wrong\"}"; gives 401
wrong_password=$(read_json '[.type,.title,.detail]')
anyone POST /sessions "{\"email\":\"nobody-$run@example.com\",\"password\":\"wrong\"}"; gives 401
is '[.type,.title,.detail]' "$wrong_password"
anyone POST /sessions "{\"email\":\"$ana_email\",\"password\":\"correct horse battery\"}"; gives 201
ana=$(read_json .token)
is .userId "$ana_id"
anyone POST /sessions "{\"email\":\"$ben_email\",\"password\":\"staple tomorrow river\"}"; gives 201
ben=$(read_json .token)
anyone GET /users/me; gives 401
ana GET /users/me; gives 200
is .email "$ana_email"

say 'Preferences: PUT replaces, so it names everything that is not to fall back to its default.'
ana PUT /users/preferences '{"timeZone":"America/New_York","locale":"en-US","weekStart":"MO","defaultReminders":[15],"workingHours":{"MO":[{"start":"09:00","end":"17:00"}]}}'; gives 200
is .preferences.defaultReminders '[15]'
is '.preferences.workingHours.MO[0].end' 17:00

say 'Calendar programs sign in with app passwords: shown once, listed without the secret, revoked one by one.'
ana POST /users/me/app-passwords '{"label":"Phone"}'; gives 201
app_password=$(read_json .id)
holds 'the password is shown' '.password | length >= 16'
ana GET /users/me/app-passwords; gives 200
is '[.items[] | [.label, .password]]' '[["Phone",null]]'
ana DELETE "/users/me/app-passwords/$app_password"; gives 204
ana GET /users/me/app-passwords; gives 200
is .items '[]'

chapter 'Calendars'
say 'Signing up made a first calendar, named after its user and in their time zone.'
ana GET /calendars; gives 200
is '[.items[] | [.name, .timeZone, .permission, .visibility]]' '[["Ana","America/New_York","owner","private"]]'

say 'Two more for Ana. The answer to a POST says where the new thing is, and its version as an ETag.'
ana POST /calendars '{"name":"Work","color":"#3F51B5","description":"Meetings"}'; gives 201
work=$(read_json .calendarId)
expect 'Location leads to it' "/calendars/$work" "$(header Location | sed "s#^$base##")"
expect 'the ETag is the version' "\"$(read_json .version)\"" "$(etag)"
is .timeZone America/New_York
ana POST /calendars '{"name":"Home"}'; gives 201
home=$(read_json .calendarId)

say 'A misspelt member is not ignored in silence: the problem names the right word.'
ana POST /calendars '{"name":"Typo","timezone":"Europe/Berlin"}'; gives 400
holds 'errors names the member and what was meant' '.errors | has("timezone") and (.timezone[0] | contains("timeZone"))'

say 'Changes need If-Match with the version one has seen: without it 428, with an old one 412 and the current state.'
ana PATCH "/calendars/$work" '{"color":"#00897B"}'; gives 428
ana GET "/calendars/$work"; gives 200
seen=$(etag)
ana PATCH "/calendars/$work" '{"color":"#00897B"}' -H "If-Match: $seen"; gives 200
is .color '#00897B'
is .description Meetings
ana PUT "/calendars/$work" '{"name":"Work"}' -H "If-Match: $seen"; gives 412
is .current.color '#00897B'
ana PUT "/calendars/$work" '{"name":"Work","timeZone":"America/New_York"}' -H "If-Match: \"$(read_json .current.version)\""; gives 200
is .description ''

chapter 'Events: single, all-day, of several days'
say "A time without offset and zone is meant in the calendar's zone. Answers always carry both."
ana POST "/calendars/$work/events" '{"title":"Dentist","location":"12 Harbour Street","start":{"dateTime":"2027-03-08T09:00:00"},"end":{"dateTime":"2027-03-08T09:30:00"}}'; gives 201
dentist=$(read_json .eventId) dentist_version=$(read_json .version)
expect 'Location leads to it' "/events/$dentist" "$(header Location | sed "s#^$base##")"
is .start '{"dateTime":"2027-03-08T09:00:00-05:00","timeZone":"America/New_York"}'
is .status confirmed

say 'An offset and no zone fixes the event to that instant. An offset that contradicts the zone is a 400.'
ana POST "/calendars/$home/events" '{"title":"Eclipse","start":{"dateTime":"2027-08-02T12:07:00+02:00"},"end":{"dateTime":"2027-08-02T12:13:00+02:00"}}'; gives 201
is .start '{"dateTime":"2027-08-02T10:07:00+00:00","timeZone":"UTC"}'
ana POST "/calendars/$home/events" '{"title":"Nonsense","start":{"dateTime":"2027-03-08T09:00:00+01:00","timeZone":"America/New_York"},"end":{"dateTime":"2027-03-08T09:30:00"}}'; gives 400
holds 'the problem names the member' '.errors | keys | any(startswith("start"))'

say 'All-day: dates without times; the end is exclusive. The 14th has 23 hours in New York, for its clocks go forward.'
ana POST "/calendars/$home/events" '{"title":"Birthday","transparency":"transparent","start":{"date":"2027-03-14"},"end":{"date":"2027-03-15"}}'; gives 201
birthday=$(read_json .eventId)
ana GET "/calendars/$home/events?start=2027-03-14T00:00:00Z&end=2027-03-16T00:00:00Z"; gives 200
is '[.items[] | [.title, .start.date, .startUtc, .endUtc]]' '[["Birthday","2027-03-14","2027-03-14T05:00:00Z","2027-03-15T04:00:00Z"]]'

say 'Several days: a conference by date, and a flight that starts in one zone and ends in another.'
ana POST "/calendars/$work/events" '{"title":"Conference","start":{"date":"2027-03-22"},"end":{"date":"2027-03-25"}}'; gives 201
conference=$(read_json .eventId)
ana POST "/calendars/$work/events" '{"title":"Flight","start":{"dateTime":"2027-03-20T18:30:00","timeZone":"America/New_York"},"end":{"dateTime":"2027-03-21T08:10:00","timeZone":"Europe/Berlin"}}'; gives 201
ana GET "/calendars/$work/events?start=2027-03-21T00:00:00Z&end=2027-03-21T12:00:00%2B02:00"; gives 200
is '[.items[] | [.title, .startUtc, .endUtc]]' '[["Flight","2027-03-20T22:30:00Z","2027-03-21T07:10:00Z"]]'

say 'A local time that the clocks skip is read with the offset before the gap; one that comes twice means the first,'
say 'unless the offset says the second.'
night() { # night TITLE START END
  ana POST "/calendars/$home/events" "{\"title\":\"$1\",\"start\":{\"dateTime\":\"$2\",\"timeZone\":\"America/New_York\"},\"end\":{\"dateTime\":\"$3\",\"timeZone\":\"America/New_York\"}}"; gives 201
}
night Skipped 2027-03-14T02:30:00 2027-03-14T04:00:00
night First 2027-11-07T01:30:00 2027-11-07T03:00:00
night Second 2027-11-07T01:30:00-05:00 2027-11-07T03:00:00
ana GET "/calendars/$home/events?start=2027-03-14T07:00:00Z&end=2027-03-14T09:00:00Z"; gives 200
is '[.items[] | select(.title == "Skipped") | .startUtc]' '["2027-03-14T07:30:00Z"]'
ana GET "/calendars/$home/events?start=2027-11-07T04:00:00Z&end=2027-11-07T09:00:00Z"; gives 200
is '[.items[] | [.title, .startUtc]]' '[["First","2027-11-07T05:30:00Z"],["Second","2027-11-07T06:30:00Z"]]'

say 'A retry must not make a second event: the same Idempotency-Key and body gives the first answer again, another body 409.'
lunch='{"title":"Lunch with Ben","start":{"dateTime":"2027-03-09T12:00:00"},"end":{"dateTime":"2027-03-09T13:00:00"}}'
ana POST "/calendars/$home/events" "$lunch" -H "Idempotency-Key: lunch-$run"; gives 201
lunch_id=$(read_json .eventId)
ana POST "/calendars/$home/events" "$lunch" -H "Idempotency-Key: lunch-$run"; gives 201
is .eventId "$lunch_id"
ana POST "/calendars/$home/events" "${lunch/Ben/Chloe}" -H "Idempotency-Key: lunch-$run"; gives 409

chapter 'Events that recur, across a clock change in three zones'
say "Recurrence is RFC 5545 text. New York changes its clocks on 14 March 2027: 9 o'clock stays 9 o'clock, the instant moves."
ana POST "/calendars/$work/events" '{"title":"Standup","start":{"dateTime":"2027-03-08T09:00:00","timeZone":"America/New_York"},"end":{"dateTime":"2027-03-08T09:15:00","timeZone":"America/New_York"},"recurrence":["RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=8"]}'; gives 201
standup=$(read_json .eventId)
march="/calendars/$work/events?start=2027-03-01T00:00:00Z&end=2027-04-01T00:00:00Z"
ana GET "$march"; gives 200
is '[.items[] | select(.title == "Standup") | .startUtc[5:13]]' '["03-08T14","03-10T14","03-15T13","03-17T13","03-22T13","03-24T13","03-29T13","03-31T13"]'
is '[.items[] | select(.title == "Standup") | .start.dateTime[11:]] | unique' '["09:00:00-04:00","09:00:00-05:00"]'

say 'Berlin changes on 28 March. The EXDATE takes one instance out.'
ben POST /calendars '{"name":"Studio"}'; gives 201
studio=$(read_json .calendarId)
ben POST "/calendars/$studio/events" '{"title":"Review","start":{"dateTime":"2027-03-18T10:00:00","timeZone":"Europe/Berlin"},"end":{"dateTime":"2027-03-18T11:00:00","timeZone":"Europe/Berlin"},"recurrence":["RRULE:FREQ=WEEKLY;UNTIL=20270415T235959Z","EXDATE;TZID=Europe/Berlin:20270408T100000"]}'; gives 201
ben GET "/calendars/$studio/events?start=2027-03-01T00:00:00Z&end=2027-05-01T00:00:00Z"; gives 200
is '[.items[].startUtc[5:13]]' '["03-18T09","03-25T09","04-01T08","04-15T08"]'

say 'Sydney changes on 4 April, the other way round.'
ana POST "/calendars/$work/events" '{"title":"Call Sydney","start":{"dateTime":"2027-04-02T09:00:00","timeZone":"Australia/Sydney"},"end":{"dateTime":"2027-04-02T09:30:00","timeZone":"Australia/Sydney"},"recurrence":["RRULE:FREQ=WEEKLY;COUNT=3"]}'; gives 201
ana GET "/calendars/$work/events?start=2027-04-01T12:00:00Z&end=2027-05-01T00:00:00Z"; gives 200
is '[.items[] | select(.title == "Call Sydney") | .startUtc]' '["2027-04-01T22:00:00Z","2027-04-08T23:00:00Z","2027-04-15T23:00:00Z"]'

say 'A rule that goes on for ever is exact at any distance: every last Friday, here thirty years from the start.'
ana POST "/calendars/$home/events" '{"title":"Payday","transparency":"transparent","start":{"date":"2027-01-29"},"end":{"date":"2027-01-30"},"recurrence":["RRULE:FREQ=MONTHLY;BYDAY=-1FR"]}'; gives 201
ana GET "/calendars/$home/events?start=2057-05-01T04:00:00Z&end=2057-08-01T04:00:00Z"; gives 200
is '[.items[].start.date]' '["2057-05-25","2057-06-29","2057-07-27"]'

say 'A rule that can never produce is refused when it is written.'
ana POST "/calendars/$home/events" '{"title":"Never","start":{"date":"2027-02-01"},"end":{"date":"2027-02-02"},"recurrence":["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]}'; gives 400
holds 'the problem names the member' '.errors | keys | any(startswith("recurrence"))'

say 'Lists come in pages; a token leads to the next one and cannot be made up.'
ana GET "$march&pageSize=4"; gives 200
is '.items | length' 4
ana GET "$march&pageSize=4&pageToken=$(read_json '.nextPageToken | @uri')"; gives 200
is '.items[0].startUtc' 2027-03-17T13:00:00Z
ana GET "$march&pageToken=invented"; gives 400

chapter 'Changing one instance, and everything from one on'
say 'Instances are named by their original start. Moving one makes an override; the series stays as it is.'
ana GET "/events/$standup"; gives 200
ana PATCH "/events/$standup?scope=this&originalStart=2027-03-15T13:00:00Z" '{"start":{"dateTime":"2027-03-15T11:00:00"},"end":{"dateTime":"2027-03-15T11:30:00"},"title":"Long standup"}' -H "If-Match: $(etag)"; gives 200
is '.overrides[0].originalStart.dateTime' 2027-03-15T09:00:00-04:00
ana GET "$march"; gives 200
is '[.items[] | select(.isModified) | [.title, .startUtc, .originalStart.dateTime]]' '[["Long standup","2027-03-15T15:00:00Z","2027-03-15T09:00:00-04:00"]]'

say 'Deleting one cancels it: gone from normal views, there for those who ask.'
ana GET "/events/$standup"; gives 200
before=$(etag)
ana DELETE "/events/$standup?scope=this&originalStart=2027-03-10T09:00:00-05:00" '' -H "If-Match: $before"; gives 204
expect 'the answer has a new ETag' newer "$([ "$(tr -d '"' <<<"$(etag)")" -gt "$(tr -d '"' <<<"$before")" ] && echo newer)"
ana GET "$march"; gives 200
is '[.items[] | select(.startUtc | startswith("2027-03-10"))]' '[]'
ana GET "$march&showCancelled=true"; gives 200
is '[.items[] | select(.startUtc | startswith("2027-03-10")) | .status]' '["cancelled"]'

say 'This and following: the old series ends before the instance, a new event goes on, and the COUNT of 8 is divided.'
ana GET "/events/$standup"; gives 200
ana PATCH "/events/$standup?scope=following&originalStart=2027-03-22T13:00:00Z" '{"title":"Short standup","end":{"dateTime":"2027-03-22T09:05:00","timeZone":"America/New_York"}}' -H "If-Match: $(etag)"; gives 200
short=$(read_json .eventId)
is .previousEventId "$standup"
is '.recurrence[0] | split("[:;]"; "") | sort' '["BYDAY=MO,WE","COUNT=4","FREQ=WEEKLY","RRULE"]'
ana GET "$march"; gives 200
is '[.items[] | select(.title | test("tandup")) | [.title, .startUtc[8:10]] | join(" ")]' '["Standup 08","Long standup 15","Standup 17","Short standup 22","Short standup 24","Short standup 29","Short standup 31"]'

say 'Without a scope the whole series is meant. PATCH changes what it names, null goes back to the default; PUT replaces.'
ana GET "/events/$short"; gives 200
ana PATCH "/events/$short" '{"location":"Kitchen"}' -H "If-Match: $(etag)"; gives 200
is .location Kitchen
ana PATCH "/events/$short" '{"location":null}' -H "If-Match: $(etag)"; gives 200
is .location ''
stale=$(etag)
ana PUT "/events/$short" '{"title":"Short standup","description":"Five minutes","start":{"dateTime":"2027-03-22T09:00:00"},"end":{"dateTime":"2027-03-22T09:05:00"},"recurrence":["RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4"]}' -H "If-Match: $stale"; gives 200
is .description 'Five minutes'

say 'Two people edit at once: the second gets 412 and the current event, and nothing is lost.'
ana PATCH "/events/$short" '{"title":"Too late"}' -H "If-Match: $stale"; gives 412
is .current.description 'Five minutes'
ana PATCH "/events/$short" '{"title":"No version"}'; gives 428

chapter 'Conflicts'
say 'The dentist and the standup overlap by a quarter of an hour.'
ana GET '/events/conflicts?start=2027-03-08T12:00:00Z&end=2027-03-08T22:00:00Z'; gives 200
is '[.conflicts[] | [.overlap.start, .overlap.end, ([.occurrences[].title] | sort | join(" and "))]]' '[["2027-03-08T14:00:00Z","2027-03-08T14:15:00Z","Dentist and Standup"]]'
is .busy '[{"start":"2027-03-08T14:00:00Z","end":"2027-03-08T14:30:00Z"}]'

chapter 'Attendees, answers, reminders'
say 'Ana invites Ben, who has no share of her calendar: he may read that event and answer it. Nobody else can answer for him.'
ana POST "/calendars/$home/events?sendUpdates=none" "{\"title\":\"Concert\",\"start\":{\"dateTime\":\"2027-03-12T19:00:00\"},\"end\":{\"dateTime\":\"2027-03-12T22:00:00\"},\"attendees\":[{\"email\":\"$ben_email\",\"name\":\"Ben\",\"responseStatus\":\"accepted\"}]}"; gives 201
concert=$(read_json .eventId) concert_version=$(read_json .version)
is '.attendees[0].responseStatus' needsAction
is .organizerId "$ana_id"
ben GET "/events/$concert"; gives 200
ben PUT "/events/$concert/attendees/me" '{"responseStatus":"accepted"}'; gives 200
ana GET "/events/$concert"; gives 200
is '.attendees[0].responseStatus' accepted
is .version "$concert_version"
ben GET '/events/conflicts?start=2027-03-12T12:00:00Z&end=2027-03-14T00:00:00Z'; gives 200
is .busy '[{"start":"2027-03-13T00:00:00Z","end":"2027-03-13T03:00:00Z"}]'
ben PATCH "/events/$concert" '{"title":"Opera"}' -H 'If-Match: *'; gives 403

say "Reminders belong to each reader, not to the event. null means the reader's default."
ben PUT "/events/$concert/reminders/me" '{"reminders":[5,60]}'; gives 200
ben GET "/events/$concert"; gives 200
is '.reminders | sort' '[5,60]'
ana GET "/events/$concert"; gives 200
is .reminders null

chapter 'Notifications'
say 'Which channels, and when not to disturb.'
ana POST /notifications/preferences '{"channels":{"email":{"enabled":true},"push":{"enabled":false},"sms":{"enabled":false}},"defaultReminders":[15],"quietHours":{"start":"22:00","end":"07:00"}}'; gives 200
ana GET /notifications/preferences; gives 200
is '[.channels.email.enabled, .channels.push.enabled, .quietHours.start]' '[true,false,"22:00"]'

say "What will be sent: an event tomorrow at noon, with Ana's default reminder of 15 minutes."
tomorrow=$(jq -nr 'now + 86400 | strftime("%Y-%m-%d")')
ana POST "/calendars/$home/events" "{\"title\":\"Tomorrow\",\"start\":{\"dateTime\":\"${tomorrow}T12:00:00\"},\"end\":{\"dateTime\":\"${tomorrow}T12:30:00\"}}"; gives 201
ana GET /notifications/upcoming; gives 200
is '[.items[] | select(.title == "Tomorrow") | [.type, .status, .retryCount]]' '[["email","pending",0]]'
ana GET "/calendars/$home/events?start=${tomorrow}T15:00:00Z&end=${tomorrow}T18:00:00Z"; gives 200
due=$(read_json '.items[] | select(.title == "Tomorrow") | .startUtc | fromdate - 900 | todate')
ana GET "/notifications/upcoming?until=$(jq -nr 'now + 30 * 86400 | todate')"; gives 200
is '[.items[] | select(.title == "Tomorrow") | .triggerTime]' "[\"$due\"]"

say 'Where it goes besides mail: a browser, with the key that it subscribes with, and a webhook, whose key is shown once.'
ana GET /notifications/push-key; gives 200
holds 'a point of P-256' '.publicKey | length == 87'
ana POST /notifications/push-subscriptions '{"endpoint":"https://push.example.net/ana","expirationTime":null,"keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}'; gives 201
browser=$(read_json .subscriptionId)
ana GET /notifications/push-subscriptions; gives 200
is '[.items[].pushService]' '["push.example.net"]'
ana DELETE "/notifications/push-subscriptions/$browser"; gives 204
ana POST /notifications/webhooks '{"url":"https://example.com/hooks/calendar"}'; gives 201
holds 'a key' '.secret | length == 64'
hook=$(read_json .webhookId)
ana POST /notifications/webhooks '{"url":"https://192.168.0.1/"}'; gives 400
ana DELETE "/notifications/webhooks/$hook"; gives 204

say 'A number is not used before its holder has sent back a code; this server has no gateway to send one.'
ana POST /notifications/phone/code; gives 409
ana POST /notifications/phone/verification '{"code":"123456"}'; gives 400

chapter 'Sharing: four levels'
say 'freebusy: Ben learns when Ana is busy, and nothing else.'
ben GET "/calendars/$work"; gives 404
ana POST "/calendars/$work/share" "{\"email\":\"$ben_email\",\"permission\":\"freebusy\"}"; gives 201
ben GET /calendars/shared; gives 200
is '[.items[] | [.name, .permission, .ownerId]]' "[[\"Work\",\"freebusy\",\"$ana_id\"]]"
ben GET "$march"; gives 200
is '[.items[].title] | unique' '["Busy"]'
is '.items[0] | keys' '["end","endUtc","start","startUtc","status","title"]'
ben GET "/events/$dentist"; gives 404
ben GET "/calendars/$work/changes"; gives 403

say 'view: he reads the events, but a private one still looks like "Busy". Sharing again changes the level.'
ana PATCH "/events/$dentist" '{"visibility":"private"}' -H 'If-Match: *'; gives 200
ana POST "/calendars/$work/share" "{\"userId\":\"$ben_id\",\"permission\":\"view\"}"; gives 200
ben GET "/events/$short"; gives 200
is .title 'Short standup'
ben GET "/events/$dentist"; gives 200
is .title Busy
ben PATCH "/events/$short" '{"title":"Mine"}' -H 'If-Match: *'; gives 403

say 'edit: he writes events and sees their history, but does not share.'
ana POST "/calendars/$work/share" "{\"userId\":\"$ben_id\",\"permission\":\"edit\"}"; gives 200
ben PATCH "/events/$dentist" '{"location":"14 Harbour Street"}' -H 'If-Match: *'; gives 200
ben GET "/events/$dentist/history"; gives 200
is '.items[0] | [.action, .userId, .changed]' "[\"updated\",\"$ben_id\",[\"location\"]]"
is '.items[-1] | [.action, .userId]' "[\"created\",\"$ana_id\"]"
ben POST "/calendars/$work/share" '{"email":"eve@example.com","permission":"view"}'; gives 403

say 'owner: he does all that Ana does. Whoever has a share can also give it up.'
ana POST "/calendars/$work/share" "{\"userId\":\"$ben_id\",\"permission\":\"owner\"}"; gives 200
ben GET "/calendars/$work/shares"; gives 200
is '[.items[] | [.userId, .email, .name, .permission]]' "[[\"$ben_id\",\"$ben_email\",\"Ben\",\"owner\"]]"
ben GET "/calendars/$work"; gives 200
is '[.visibility, .permission]' '["shared","owner"]'
ben DELETE "/calendars/$work/shares/$ben_id"; gives 204
ben GET "/calendars/$work"; gives 404

chapter 'Following changes'
say 'A client that keeps a copy asks once for everything, then only for what is new.'
ana GET "/calendars/$home/changes"; gives 200
holds 'everything is there' "[.items[].eventId] | contains([\"$concert\",\"$birthday\"])"
sync=$(read_json '.nextSyncToken | @uri')
ana POST "/events/$conference/move" "{\"calendarId\":\"$home\"}"; gives 200
is '[.eventId, .calendarId]' "[\"$conference\",\"$home\"]"
ana DELETE "/events/$birthday" '' -H 'If-Match: *'; gives 204
ana GET "/calendars/$home/changes?syncToken=$sync"; gives 200
is '[.items[] | [.eventId, .title, .deleted]] | sort_by(.[1])' "[[\"$birthday\",null,true],[\"$conference\",\"Conference\",null]]"
ana GET "/calendars/$home/changes?syncToken=$(read_json '.nextSyncToken | @uri')"; gives 200
is .items '[]'

chapter 'Without a connection'
say 'Two devices of one person edit the same event offline. Different members both stand.'
ana POST /sync '{"device":"0197c2a4-0000-7000-8000-000000000001"}'; gives 200
phone=$(read_json .cursor)
stamp() { printf '%012x%04x' "$(date +%s%3N)" "$1"; }
ana POST /sync "{\"device\":\"0197c2a4-0000-7000-8000-000000000002\",\"operations\":[{\"kind\":\"edit\",\"eventId\":\"$concert\",\"stamp\":\"$(stamp 1)\",\"event\":{\"location\":\"Opera\"}}]}"; gives 200
is '[.operations[] | [.status, .lost]]' '[["accepted",[]]]'
ana POST /sync "{\"device\":\"0197c2a4-0000-7000-8000-000000000001\",\"cursor\":\"$phone\",\"operations\":[{\"kind\":\"edit\",\"eventId\":\"$concert\",\"stamp\":\"$(stamp 2)\",\"event\":{\"title\":\"Concert at last\"}}]}"; gives 200
is '[.operations[].status]' '["accepted"]'
is '[.changes[].event | select(.eventId == "'"$concert"'") | [.title, .location]]' '[["Concert at last","Opera"]]'

chapter 'Nothing is lost: trash, restore, history'
say 'A deleted event lies in the trash of its calendar, and comes back as it was.'
ana GET "/calendars/$home/trash"; gives 200
is '[.items[] | [.title, .deletedBy]]' "[[\"Birthday\",\"$ana_id\"]]"
ana POST "/events/$birthday/restore"; gives 200
is .start.date 2027-03-14
ana GET "/events/$birthday/history"; gives 200
is '[.items[].action]' '["restored","deleted","created"]'

say 'An earlier version can be brought back too.'
ana POST "/events/$dentist/restore" "{\"version\":$dentist_version}"; gives 200
is .location '12 Harbour Street'

say 'The same for whole calendars.'
ana DELETE "/calendars/$home" '' -H 'If-Match: *'; gives 204
ana GET "/events/$birthday"; gives 404
ana GET /calendars/trash; gives 200
is '[.items[].name]' '["Home"]'
ana POST "/calendars/$home/restore"; gives 200
ana GET "/events/$birthday"; gives 200
is .title Birthday

chapter 'Files and feeds: iCalendar'
say 'A file from another program is read in by UID. What was not taken is told by line and property.'
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 \
  BEGIN:VEVENT UID:yoga@example.org DTSTAMP:20270301T080000Z 'DTSTART;TZID=W. Europe Standard Time:20270302T180000' DURATION:PT1H \
  'RRULE:FREQ=WEEKLY;COUNT=4' SUMMARY:Yoga X-ROOM:upstairs END:VEVENT \
  BEGIN:VEVENT UID:never@example.org DTSTART:20270302T180000Z 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' END:VEVENT \
  END:VCALENDAR > "$dir/yoga.ics"
import() { ana POST "/calendars/$home/import$1" '' -H 'Content-Type: text/calendar' --data-binary "@$dir/yoga.ics"; gives 200; }
import '?dryRun=true'
is '[.dryRun, .created, .refused]' '[true,1,1]'
import ''
is '[.state, .created, .updated, .unchanged, .refused]' '["finished",1,0,0,1]'
import_id=$(read_json .importId)
ana GET "/imports/$import_id"; gives 200
is .state finished
ana GET "/imports/$import_id/items?outcome=refused"; gives 200
is '[.items[] | [.line, .uid, (.errors | keys[])]]' '[[12,"never@example.org","RRULE"]]'
import ''
is '[.created, .unchanged]' '[0,1]'

say 'The calendar as a file: what the event carried beyond the API has stayed with it, through an edit too.'
ana GET "/calendars/$home/events?start=2027-03-02T00:00:00Z&end=2027-03-03T00:00:00Z"; gives 200
yoga=$(read_json '.items[] | select(.title == "Yoga") | .eventId')
ana PATCH "/events/$yoga" '{"title":"Slow yoga"}' -H 'If-Match: *'; gives 200
ana GET "/calendars/$home/export.ics"; gives 200
expect 'it is iCalendar' text/calendar "$(header Content-Type | cut -d';' -f1)"
expect 'the edit and the room are there' 'SUMMARY:Slow yoga X-ROOM:upstairs' "$(tr -d '\r' < "$dir/body" | grep -E '^(SUMMARY:Slow|X-ROOM)' | paste -sd' ')"
ben GET "/calendars/$home/export.ics"; gives 404

say 'A secret address for programs that subscribe: shown once, asked for without a token, taken back at any time.'
ana POST "/calendars/$home/feeds" '{"permission":"freebusy","label":"Website"}'; gives 201
feed=$(read_json .feedId) path=$(read_json .path)
anyone GET "$path"; gives 200
expect 'it says when, and nothing else' 0 "$(grep -c -i yoga "$dir/body" || true)"
anyone GET "$path" '' -H "If-None-Match: $(etag)"; gives 304
ana GET "/calendars/$home/feeds"; gives 200
is '[.items[] | [.label, .permission, .path]]' '[["Website","freebusy",null]]'
ana DELETE "/calendars/$home/feeds/$feed"; gives 204
anyone GET "$path"; gives 404

chapter 'Signing out'
ana DELETE /sessions/current; gives 204
ana GET /users/me; gives 401

printf '\nThe tour is complete: every answer was as the contract says.\n'
