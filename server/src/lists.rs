//! The pages as lists for programs: a sitemap for search engines, a feed for readers of news, an index for language
//! models, and a card for whoever previews a link.

mod card;
mod feed;
mod llms;
mod sitemap;

pub(crate) use card::{SIZE as CARD, card};
pub(crate) use feed::feed;
pub(crate) use llms::llms;
pub(crate) use sitemap::{robots, sitemap};
