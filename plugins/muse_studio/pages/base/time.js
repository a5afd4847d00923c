// Times within a sound or a film.

/**
 * Seconds as people read them on a player: 1:05, or 1:02:03.
 *
 * @param {number} seconds
 */
export function minutes(seconds) {
  const whole = Math.max(0, Math.floor(seconds + 0.05));
  const rest = String(whole % 60).padStart(2, "0");
  const minute = Math.floor(whole / 60);
  return minute < 60 ? `${minute}:${rest}` : `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}:${rest}`;
}
