// The form of the API's page: sends the manifest to the call that was chosen and shows the answer as text.
const form = document.querySelector('[data-try]');
const [status, answer] = ['[data-status]', '[data-answer]'].map((part) => form.querySelector(part));
const taken = () => form.call.selectedOptions[0].dataset.takes.split(' ');

// Each call is asked what it takes, and nothing else.
const follow = () => {
  for (const name of ['kubernetes', 'pod', 'to', 'rule', 'unsafe']) form[name].closest('label').hidden = !taken().includes(name);
};

const wishes = () => {
  const said = taken().map((name) => [name, form[name].type === 'checkbox' ? form[name].checked && 'true' : form[name].value]);
  return new URLSearchParams(said.filter(([, value]) => value));
};

form.hidden = false;
form.call.addEventListener('change', follow);
follow();
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  status.textContent = 'Sending…';
  try {
    const start = performance.now();
    const response = await fetch(`/api/v1${form.call.value}?${wishes()}`, {
      method: 'POST',
      headers: { 'content-type': 'application/yaml', accept: '*/*' },
      body: form.manifest.value,
    });
    const text = await response.text();
    const took = Math.round(performance.now() - start);
    const json = response.headers.get('content-type')?.includes('json');
    answer.textContent = json ? JSON.stringify(JSON.parse(text), null, 2) : text;
    form.querySelector('[data-shown]').hidden = false;
    status.textContent = `${response.status} ${response.statusText}, ${text.length} characters in ${took} ms`;
  } catch (error) {
    status.textContent = `The server could not be reached: ${error.message}`;
  }
});
