// Which tiles the pictures of cards have, row by row; docs/studio_cards.py writes this and the pictures.
/** @type {Record<string, {columns: number, values: string[]}>} */
export const CARDS = {
  "image.sketch/style": {"columns": 10, "values": ["oil", "watercolour", "ink", "woodblock", "gouache", "pastel", "pencil", "line-art", "pixel-art", "low-poly", "pointillism", "stained-glass", "cartoon", "neon"]},
  "image.character/style": {"columns": 10, "values": ["oil", "watercolour", "ink", "woodblock", "gouache", "pastel", "pencil", "line-art", "pixel-art", "low-poly", "pointillism", "stained-glass", "cartoon", "neon"]},
  "image.cgan/label": {"columns": 10, "values": ["face", "woman", "man", "hand", "arrow", "clock", "japanese", "celebration", "tool", "family", "zodiac", "ball", "clothing", "geometric", "game", "gesture", "accessibility", "food", "square", "adult", "eye", "mark", "fruit", "smile", "sweet", "bird", "drink", "music", "circle", "religion", "bar", "red", "open", "star", "cloud", "comic", "keycap", "person", "thirty", "00", "cat", "sun", "baby", "moon", "money", "fantasy", "forbidden", "cold", "love", "mouth", "couple", "finger", "computer", "box", "car", "card", "mail", "doctor", "flower", "railway", "breakfast", "hat", "blue", "boat", "down", "kiss", "heart", "phone", "water", "direction"]},
  "image.vae/label": {"columns": 10, "values": ["face", "woman", "man", "hand", "arrow", "clock", "japanese", "celebration", "tool", "family", "zodiac", "ball", "clothing", "geometric", "game", "gesture", "accessibility", "food", "square", "adult", "eye", "mark", "fruit", "smile", "sweet", "bird", "drink", "music", "circle", "religion", "bar", "red", "open", "star", "cloud", "comic", "keycap", "person", "thirty", "00", "cat", "sun", "baby", "moon", "money", "fantasy", "forbidden", "cold", "love", "mouth", "couple", "finger", "computer", "box", "car", "card", "mail", "doctor", "flower", "railway", "breakfast", "hat", "blue", "boat", "down", "kiss", "heart", "phone", "water", "direction"]},
  "music.midi/style": {"columns": 10, "values": ["ballad", "blues", "bossa", "chinese", "chiptune", "classical", "country", "electronic", "film", "folk", "funk", "jazz", "jazzwaltz", "lofi", "march", "pop", "reggae", "rock", "tango", "trap", "waltz"]},
  "poster.layout/style": {"columns": 10, "values": ["modern", "swiss", "bold", "elegant", "retro", "chinese", "minimal", "split", "tech", "festive", "frame", "playful", "magazine"]},
  "text.grammar/form": {"columns": 5, "values": ["story", "poem", "outline", "script", "lyrics"]},
  "text.llm/form": {"columns": 7, "values": ["story", "poem", "outline", "script", "lyrics", "image_prompts", "free"]},
};

/** What the first visit offers, each as it comes out; cards/welcome has how that looks. */
/** @type {Record<string, {name: string, medium: string, fields: Record<string, any>}[]>} */
export const EXAMPLES = {
  en: [
    {"name": "picture", "medium": "image", "fields": {"prompt": "a small village by a lake in autumn, mountains behind, golden hour, watercolour", "seed": 7}},
    {"name": "song", "medium": "music", "fields": {"prompt": "a dreamy waltz for piano and cello at 96 bpm", "seed": 7}},
    {"name": "story", "medium": "text", "fields": {"prompt": "a bedtime story about a little fox who looks for the moon", "seed": 7}},
  ],
  zh: [
    {"name": "picture", "medium": "image", "fields": {"prompt": "水墨山水，薄雾中的湖与小船，清晨", "seed": 7}},
    {"name": "song", "medium": "music", "fields": {"prompt": "一首欢快的中国风乐曲，笛子和古筝", "seed": 7}},
    {"name": "story", "medium": "text", "fields": {"prompt": "一首关于秋天和故乡的七言绝句", "seed": 7}},
  ],
};
