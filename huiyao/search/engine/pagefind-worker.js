// Stands before Pagefind's own, which would take for empty what did not arrive.
{
  const { fetch, postMessage } = self;
  let missed;
  self.fetch = async (...asked) => {
    const answer = await fetch(...asked).catch(() => ({}));
    if (answer.ok) return answer;
    throw (missed = Error(asked[0]));
  };
  self.postMessage = (said) => postMessage(missed ? { id: said.id, error: missed.message } : said);
}
