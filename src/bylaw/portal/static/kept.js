// The credentials that a member made for one election, as this browser keeps them until she removes them: newest first.
const place = (uuid, member) => `bylaw-credential/${uuid}/${member}`;

export function kept(uuid, member) {
  try {
    return JSON.parse(localStorage.getItem(place(uuid, member))) ?? [];
  } catch {
    return []; // this browser keeps nothing
  }
}

const put = (uuid, member, all) =>
  all.length ? localStorage.setItem(place(uuid, member), JSON.stringify(all)) : localStorage.removeItem(place(uuid, member));

// Keeps one more: its public half, the credential, and when it was made. Gives whether the browser did.
export function keep(uuid, member, made) {
  try {
    put(uuid, member, [made, ...kept(uuid, member)]);
    return true;
  } catch {
    return false;
  }
}

export const remove = (uuid, member, half) => put(uuid, member, kept(uuid, member).filter((each) => each.half !== half));
