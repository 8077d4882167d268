-- Documents and dialogues: what operators import.

-- name: put_document
INSERT INTO documents (name, json) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET json = excluded.json;

-- name: select_document
SELECT json FROM documents WHERE name = $1;

-- name: select_documents
SELECT name, json FROM documents WHERE substr(name, 1, length($1)) = $1 ORDER BY name;

-- name: put_dialogue
INSERT INTO dialogues (slug, questionnaire) VALUES ($1, $2)
ON CONFLICT (slug) DO UPDATE SET questionnaire = excluded.questionnaire;

-- name: select_dialogues
SELECT slug, questionnaire FROM dialogues ORDER BY slug;

-- name: select_dialogue
SELECT slug, questionnaire FROM dialogues WHERE slug = $1;
