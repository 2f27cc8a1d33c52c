import { render } from 'preact';
import { App } from './app.js';
import { pageClock } from './model/page-clock.js';
import { keepPageState } from './model/page-state.js';
import { connection } from './model/session.js';

keepPageState();
pageClock.run();
connection.connect();

const page = document.querySelector('#page');
if (page) {
  page.replaceChildren();
  render(<App />, page);
}
