"""Films from pictures and sounds: writing, reading, moves, transitions, subtitles and mixing.

planes       a picture as a film stores it: brightness and colour apart, BT.709
write        Film: frames and sound in, an .mp4 or .webm out, in bounded memory
read         sounds and films that are handed in, as samples, frames and facts
moves        pan and zoom over a still picture, by parts of a pixel
transitions  from one scene to the next
cues         subtitles: their lines, and .srt and .vtt
levels       loudness by ITU-R BS.1770-4
mix          voice and music together, the music lower where somebody speaks
formats      .mp4, .webm, .srt and .vtt for the host
"""
