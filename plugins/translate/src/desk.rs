use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use bureau::{Bureau, Ground, House, Now, Pretend, Translator};
use kit::Cx;

/// Where orders are taken: what the bureau needs besides the bot's database, which comes with the first order.
#[derive(Clone)]
pub struct Desk {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    translator: Arc<dyn Translator>,
    now: Now,
    house: House,
    bureau: OnceLock<Bureau>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("folder", &self.inner.folder).finish_non_exhaustive()
    }
}

impl Desk {
    /// `folder` is where the files of orders lie; it is made with the first order.
    pub fn new(folder: impl Into<PathBuf>, translator: Arc<dyn Translator>, now: Now, house: House) -> Self {
        let (folder, bureau) = (folder.into(), OnceLock::new());
        Self { inner: Arc::new(Inner { folder, translator, now, house, bureau }) }
    }

    /// With the built-in translator, which needs nobody, costs nothing and says that it does not translate.
    pub fn pretending(folder: impl Into<PathBuf>, now: Now) -> Self {
        Self::new(folder, Arc::new(Pretend), now, House::default())
    }

    pub(crate) fn bureau(&self, cx: &Cx) -> &Bureau {
        let Inner { folder, translator, now, house, bureau } = &*self.inner;
        bureau.get_or_init(|| {
            Bureau::new(Ground {
                db: cx.db().clone(),
                folder: folder.clone(),
                translator: Arc::clone(translator),
                now: Arc::clone(now),
                house: house.clone(),
            })
        })
    }
}
