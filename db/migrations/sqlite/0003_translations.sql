-- What a person translated a text to, in the language of the dialogue; redacted like the text. Its
-- themes are coded from it.
ALTER TABLE comments ADD COLUMN translation TEXT CHECK (translation IS NULL OR state = 1);
